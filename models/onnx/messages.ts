import { create, createFileRegistry, type Message } from '@bufbuild/protobuf';
import type { GenMessage } from '@bufbuild/protobuf/codegenv2';
import {
  type DescriptorProto,
  DescriptorProtoSchema,
  type FieldDescriptorProto,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FieldDescriptorProtoSchema,
  FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';
import { fields } from './fields.ts';

export type MessageName = keyof typeof fields;

/**
 * One message of the ONNX format: singular fields are `undefined` when they are not in the file,
 * repeated fields are arrays. Messages are plain objects: `{ ...node, name }` is a valid copy.
 */
export type MessageOf<Name extends MessageName> = Message<`onnx.${Name}`> & {
  readonly [F in keyof Fields<Name> as Fields<Name>[F] extends Repeated ? never : F]?: ValueOf<
    Fields<Name>[F]
  >;
} & {
  readonly [
    F in keyof Fields<Name> as Fields<Name>[F] extends Repeated ? F : never
  ]: readonly ValueOf<Fields<Name>[F]>[];
};

export type ModelProto = MessageOf<'ModelProto'>;
export type GraphProto = MessageOf<'GraphProto'>;
export type NodeProto = MessageOf<'NodeProto'>;
export type ValueInfoProto = MessageOf<'ValueInfoProto'>;

/** Descriptor of one message, typed by the table in fields.ts. */
export function schemaOf<Name extends MessageName>(name: Name): GenMessage<MessageOf<Name>> {
  const schema = registry.getMessage(`onnx.${name}`);
  if (schema === undefined) throw new Error(`onnx.${name} is not in the registry`);
  return schema as unknown as GenMessage<MessageOf<Name>>; // brands the type: both come from `fields`
}

type Fields<Name extends MessageName> = (typeof fields)[Name];
type Repeated = readonly [number, string, 'repeated' | 'packed'];

interface Scalars {
  readonly int32: number;
  readonly int64: bigint;
  readonly float: number;
  readonly string: string;
  readonly bytes: Uint8Array;
}

type ValueOf<Field> = Field extends readonly [number, infer Type, ...unknown[]]
  ? Type extends keyof Scalars
    ? Scalars[Type]
    : Type extends MessageName
      ? MessageOf<Type>
      : never
  : never;

const scalarTypes: Readonly<Record<string, FieldDescriptorProto_Type>> = {
  int32: FieldDescriptorProto_Type.INT32,
  int64: FieldDescriptorProto_Type.INT64,
  float: FieldDescriptorProto_Type.FLOAT,
  string: FieldDescriptorProto_Type.STRING,
  bytes: FieldDescriptorProto_Type.BYTES,
};

const registry = createFileRegistry(
  create(FileDescriptorProtoSchema, {
    name: 'onnx.proto',
    package: 'onnx',
    syntax: 'proto3',
    messageType: Object.entries(fields).map(([name, table]) => describeMessage(name, table)),
  }),
  () => undefined,
);

type FieldRow = readonly [fieldNumber: number, type: string, repetition?: 'repeated' | 'packed'];

/** proto3 with `optional` everywhere: unlike proto2, messages then need no prototype for defaults. */
function describeMessage(name: string, table: Readonly<Record<string, FieldRow>>): DescriptorProto {
  const optionalNames = Object.keys(table).filter((field) => table[field]?.[2] === undefined);
  return create(DescriptorProtoSchema, {
    name,
    field: Object.entries(table).map(([field, row]) =>
      describeField(field, row, optionalNames.indexOf(field)),
    ),
    oneofDecl: optionalNames.map((field) => ({ name: `_${field}` })),
  });
}

function describeField(
  name: string,
  [fieldNumber, type, repetition]: FieldRow,
  oneofIndex: number,
): FieldDescriptorProto {
  const scalar = scalarTypes[type];
  return create(FieldDescriptorProtoSchema, {
    name,
    jsonName: name,
    number: fieldNumber,
    ...(scalar === undefined
      ? { type: FieldDescriptorProto_Type.MESSAGE, typeName: `.onnx.${type}` }
      : { type: scalar }),
    ...(repetition === undefined
      ? { label: FieldDescriptorProto_Label.OPTIONAL, proto3Optional: true, oneofIndex }
      : {
          label: FieldDescriptorProto_Label.REPEATED,
          options: { packed: repetition === 'packed' },
        }),
  });
}
