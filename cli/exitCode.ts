/** What the process ends with; scripts may rely on it. */
export const exitCodes = {
  done: 0,
  errorsInData: 1, // done, but records were left out or the self-check found what nobody declared
  wrongUse: 2,
  notReadOrWritten: 3,
  interrupted: 130, // 128 + SIGINT, as shells have it
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A reason to stop that is told to the user as it is. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

/** The command cannot be understood. */
export function wrongUse(message: string): CommandError {
  return new CommandError(exitCodes.wrongUse, message);
}

/** A file or folder cannot be read or written. */
export function notReadOrWritten(message: string, cause?: unknown): CommandError {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  return new CommandError(exitCodes.notReadOrWritten, message + reason, { cause });
}
