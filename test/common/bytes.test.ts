import { expect, test } from 'vitest';
import { ByteReader, ByteWriter } from '../../common/bytes.ts';

test('what is written while the buffer grows is kept, whatever its kind', () => {
  for (let lead = 0; lead < 20; lead++) {
    const writer = new ByteWriter(16);
    for (let i = 0; i < lead; i++) writer.u8(i);
    writer.u16(0xbeef);
    writer.u32(0xdeadbeef);
    writer.f64(Math.PI);
    writer.varint(0xffffffff);
    writer.signed(-0x80000000);
    writer.text('Zieliński');
    const reader = new ByteReader(writer.finish(), lead);
    expect([reader.u16(), reader.u32(), reader.f64(), reader.varint(), reader.signed(), reader.text(), reader.left]).toEqual([
      0xbeef, 0xdeadbeef, Math.PI, 0xffffffff, -0x80000000, 'Zieliński', 0,
    ]);
  }
});

test('texts of any letters and any length come back', () => {
  const texts = ['', 'a', 'x'.repeat(127), 'x'.repeat(128), 'ü'.repeat(100), `${'x'.repeat(126)}é`, '🏁'];
  const writer = new ByteWriter(16);
  for (const text of texts) writer.text(text);
  const reader = new ByteReader(writer.finish());
  expect(texts.map(() => reader.text())).toEqual(texts);
  expect(reader.left).toBe(0);
});

test('what was skipped is filled in where it lies', () => {
  const writer = new ByteWriter(4);
  const at = writer.skip(12);
  writer.u8(7);
  writer.setU32(at, 5);
  writer.setF64(at + 4, -1.5);
  const reader = new ByteReader(writer.written());
  expect([reader.u32(), reader.f64(), reader.u8(), reader.left]).toEqual([5, -1.5, 7, 0]);
  expect([...writer.written(12)]).toEqual([7]);
});

test('reading past the end, endless varints and broken text are errors', () => {
  expect(() => new ByteReader(Uint8Array.of(1)).u32()).toThrow(RangeError);
  expect(() => new ByteReader(new Uint8Array(6).fill(0xff)).varint()).toThrow('more than five bytes');
  expect(() => new ByteReader(Uint8Array.of(2, 0xc3, 0x28)).text()).toThrow(TypeError);
  expect(() => new ByteReader(Uint8Array.of(9, 65)).text()).toThrow('9 bytes wanted, 1 left');
});
