import { crc32, deflateRawSync } from 'node:zlib';

/** A ZIP archive, written fast: for archives of very many files, or of very large ones. */
export function writeZip(files: Iterable<readonly [name: string, content: Uint8Array]>): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let place = 0;
  for (const [name, content] of files) {
    const packed = content.length > 0 ? deflateRawSync(content, { level: 9 }) : Buffer.alloc(0);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(content.length > 0 ? 8 : 0, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const entryEnd = Buffer.alloc(14);
    entryEnd.writeUInt32LE(place, 10);
    local.push(Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), common, entryEnd, Buffer.from(name));
    place += 4 + common.length + Buffer.byteLength(name) + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  const count = Math.min(directory.length / 4, 0xffff);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(place, 16);
  return Buffer.concat([...local, listed, end]);
}
