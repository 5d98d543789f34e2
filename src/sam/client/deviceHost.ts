import type { Backend, BackendChoice, BackendUse } from '#core/backend/backend.ts';
import type { StartProgress, WorkerSetup } from '#sam/protocol.ts';
import { BackendHost } from './backendHost.ts';
import { chooseBackend, type VerdictMemory } from './chooseBackend.ts';
import { deviceCheck, type DeviceCheck } from './deviceCheck.ts';
import type { Engine } from './engine.ts';

export interface DeviceOptions {
  readonly verdicts: VerdictMemory;
  readonly runtimeKey: string; // changes with ONNX Runtime and the browser
  readonly check?: DeviceCheck;
  onBackend(use: BackendUse): void;
}

interface DeviceHostOptions {
  readonly choice: BackendChoice;
  readonly setup: Omit<WorkerSetup, 'backend'>;
  readonly device?: DeviceOptions | undefined;
}

const unremembered: DeviceOptions = {
  verdicts: { read: () => null, write: () => undefined },
  runtimeKey: '',
  onBackend: () => undefined,
};

/** A host of encoder and decoder worker on the backend that this device deserves. */
export function createDeviceHost(
  { choice: firstChoice, setup, device = unremembered }: DeviceHostOptions,
  begin: (backend: Backend) => Engine,
): DeviceHost {
  const { verdicts, runtimeKey } = device;
  const check = lookingAhead(device.check ?? deviceCheck, firstChoice);
  let tell: (progress: StartProgress) => void = () => undefined;
  const onProgress = (progress: StartProgress) => tell(progress);
  const host = new BackendHost<Engine>({
    choice: firstChoice,
    verdicts,
    choose: (choice) => chooseBackend({ choice, setup, check, verdicts, runtimeKey, onProgress }),
    begin,
    end({ encoder, decoder }) {
      encoder.drop();
      decoder.drop();
    },
    onBackend(verdict, isSetback) {
      device.onBackend({ ...verdict, threadCount: setup.threadCount, isSetback });
    },
  });
  return {
    host,
    reportTo(report) {
      tell = report;
    },
  };
}

interface DeviceHost {
  readonly host: BackendHost<Engine>;
  /** Who hears of a device check. */
  reportTo(report: (progress: StartProgress) => void): void;
}

/** Asks for the adapter at once: by the time the model starts, the answer is there. */
function lookingAhead(check: DeviceCheck, choice: BackendChoice): DeviceCheck {
  let firstLook = choice === 'wasm' ? null : check.readAdapter();
  return {
    ...check,
    readAdapter() {
      const look = firstLook ?? check.readAdapter();
      firstLook = null;
      return look;
    },
  };
}
