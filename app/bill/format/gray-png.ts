import { crc32, deflateSync } from "node:zlib";

/** One byte for each point, row by row: 0 is black. */
export interface GrayPicture {
  width: number;
  height: number;
  points: Uint8Array;
}

/** The mean of each square of points, so that the longer side has at most `longest` of them. */
export function shrink({ width, height, points }: GrayPicture, longest: number): GrayPicture {
  const step = Math.ceil(Math.max(width, height) / longest);
  if (step <= 1) return { width, height, points };
  const [columns, rows] = [Math.floor(width / step), Math.floor(height / step)];
  const small = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      for (let y = row * step; y < (row + 1) * step; y += 1) {
        for (let x = column * step; x < (column + 1) * step; x += 1) sum += points[y * width + x]!;
      }
      small[row * columns + column] = Math.round(sum / (step * step));
    }
  }
  return { width: columns, height: rows, points: small };
}

/** A picture turned clockwise by quarters of a circle. */
export function turn(picture: GrayPicture, quarters: number): GrayPicture {
  let turned = picture;
  for (let done = 0; done < quarters; done += 1) turned = turnOnce(turned);
  return turned;
}

function turnOnce({ width, height, points }: GrayPicture): GrayPicture {
  const turned = new Uint8Array(points.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) turned[x * height + (height - 1 - y)] = points[y * width + x]!;
  }
  return { width: height, height: width, points: turned };
}

/** The bytes of a PNG file (ISO/IEC 15948) in 8-bit gray. */
export function writeGrayPng({ width, height, points }: GrayPicture): Uint8Array {
  const lines = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) {
    lines.set(points.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(lines)), chunk("IEND")]);
}

function chunk(name: string, content: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
