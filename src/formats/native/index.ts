export { nativeVersion, readManifest, writeManifest, type Manifest } from './manifest.ts';
export { readRecord, readRecords, type RecordIssue } from './readRecords.ts';
export type { FileRecord, NativeFileName, NativeRecords } from './schemas.ts';
export { writeRecord } from './writeRecord.ts';
