export { nativeVersion, readManifest, writeManifest, type Manifest } from './manifest.ts';
export {
  readRecord,
  readRecords,
  type RecordBatch,
  type RecordFault,
  type RecordIssue,
} from './readRecords.ts';
export type {
  BaseRecord,
  FileRecord,
  NativeFileName,
  NativeRecords,
  SnapshotRecord,
  ViewsRecord,
} from './schemas.ts';
export { writeRecord } from './writeRecord.ts';
