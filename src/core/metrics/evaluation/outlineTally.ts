import { isSameSize } from '../../geometry/size.ts';
import { decodeRle } from '../../mask/codec.ts';
import { cropMask } from '../../mask/cropMask.ts';
import { boundaryF } from '../boundaryF.ts';
import { regionIou } from '../cocoEval/ious.ts';
import type { RegionMatch } from './pairing.ts';
import type { OutlineQuality } from './report.ts';
