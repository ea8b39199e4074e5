const HEADER = 4;
const COM_QUERY = 0x03;
const COM_STMT_PREPARE = 0x16;

/**
 * Cuts what a MySQL client sends into its packets, however the socket has cut it before.
 *
 * A packet is three bytes of length (low byte first), one of sequence, and the payload; a command's payload begins
 * with its code. Statements of 16 MiB and more, which span packets, are not put together.
 */
export class PacketReader {
  private rest: Buffer = Buffer.alloc(0);

  /** The packets that are complete now, headers included. */
  push(chunk: Buffer): Buffer[] {
    this.rest = Buffer.concat([this.rest, chunk]);
    const packets: Buffer[] = [];
    while (this.rest.length >= HEADER && this.rest.length >= HEADER + this.rest.readUIntLE(0, 3)) {
      const end = HEADER + this.rest.readUIntLE(0, 3);
      packets.push(this.rest.subarray(0, end));
      this.rest = this.rest.subarray(end);
    }
    return packets;
  }
}

/** The SQL that a client's packet carries, or undefined where it carries none. */
export function statementIn(packet: Buffer): string | undefined {
  const command = packet[HEADER];
  const first = packet[3] === 0; // A command begins a new sequence; the packets of the log-in go on counting.
  if (!first || (command !== COM_QUERY && command !== COM_STMT_PREPARE)) return undefined;
  return packet.subarray(HEADER + 1).toString('utf8');
}

/** The packet that sends this text. */
export function queryPacket(text: string): Buffer {
  const payload = Buffer.concat([Buffer.from([COM_QUERY]), Buffer.from(text)]);
  const header = Buffer.alloc(HEADER);
  header.writeUIntLE(payload.length, 0, 3);
  return Buffer.concat([header, payload]);
}
