import { crc32, deflateRawSync } from "node:zlib";

/** One file of an archive to be made; what is stated of it may differ from what is true. */
export type ZipPart = {
  name: string;
  content: string | Uint8Array;
  stored?: boolean;
  /** The unpacked size and checksum that the archive claims. */
  declaredBytes?: number;
  declaredCrc?: number;
  encrypted?: boolean;
};

/** A ZIP archive with exactly these parts, names as they are given. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = part.stored ? content : deflateRawSync(content);
    const name = Buffer.from(part.name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x800 | (part.encrypted ? 1 : 0), 2);
    about.writeUInt16LE(part.stored ? 0 : 8, 4);
    about.writeUInt32LE(0x21_0000, 6);
    about.writeUInt32LE(part.declaredCrc ?? crc32(content), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(part.declaredBytes ?? content.length, 18);
    about.writeUInt16LE(name.length, 22);
    const position = Buffer.alloc(14);
    position.writeUInt32LE(offset, 10);
    local.push(Buffer.from("PK\u0003\u0004"), about, name, packed);
    central.push(Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), about, position, name);
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from("PK\u0005\u0006"), end]);
}
