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

test('reading past the end, endless varints and broken text are errors', () => {
  expect(() => new ByteReader(Uint8Array.of(1)).u32()).toThrow(RangeError);
  expect(() => new ByteReader(new Uint8Array(6).fill(0xff)).varint()).toThrow('more than five bytes');
  expect(() => new ByteReader(Uint8Array.of(2, 0xc3, 0x28)).text()).toThrow(TypeError);
  expect(() => new ByteReader(Uint8Array.of(9, 65)).text()).toThrow('9 bytes wanted, 1 left');
});
