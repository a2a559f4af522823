import type { ByteWriter, ParquetWriter, SchemaElement } from 'hyparquet-writer';
import type { ColumnType, SqlValue } from '../../../common/sql-answer.ts';
import type { HeldAnswer } from './held-answer.ts';

/** Rows of a row group, where they are not too large. */
const GROUP_ROWS = 100_000;
/** Values and characters of a row group, about. */
const GROUP_SIZE = 4 << 20;

const TYPES: Readonly<Record<ColumnType, Pick<SchemaElement, 'type' | 'converted_type'>>> = {
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  none: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
};

/** An answer as a Parquet file (Snappy), a row group at a time. */
export async function parquetPieces(answer: HeldAnswer): Promise<Iterator<Uint8Array>> {
  // Only who exports waits for it.
  const library = await import('hyparquet-writer');
  return pieces(answer, library.ByteWriter, library.ParquetWriter);
}

function* pieces(answer: HeldAnswer, Bytes: typeof ByteWriter, Parquet: typeof ParquetWriter): Generator<Uint8Array> {
  const { columns } = answer;
  const names = answer.distinctNames();
  const schema: SchemaElement[] = [
    { name: 'answer', num_children: columns.length },
    ...columns.map(({ type }, c) => ({ name: names[c]!, repetition_type: 'OPTIONAL' as const, ...TYPES[type] })),
  ];
  const writer = new Bytes();
  const file = new Parquet({ writer, schema, createdBy: 'lapwing' });
  const taken = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  let data: unknown[][] = columns.map(() => []);
  let size = 0;
  const group = (): Uint8Array => {
    void file.write({ columnData: data.map((values, c) => ({ name: names[c]!, data: values })), rowGroupSize: GROUP_ROWS });
    data = columns.map(() => []);
    size = 0;
    return taken();
  };
  for (const rows of answer.all()) {
    for (const row of rows) {
      row.forEach((value, c) => {
        data[c]!.push(stored(value, columns[c]!.type));
        size += typeof value === 'string' ? value.length : 1;
      });
    }
    if (data[0]!.length >= GROUP_ROWS || size >= GROUP_SIZE) yield group();
  }
  if (data[0]!.length > 0) yield group();
  void file.finish();
  yield taken();
}

function stored(value: SqlValue, type: ColumnType): unknown {
  if (value === null) return null;
  if (type === 'integer') return BigInt(value);
  return type === 'number' ? Number(value) : String(value);
}
