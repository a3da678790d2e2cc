/** Addresses as Python's `ipaddress` module accepts them, because the 4.x API checks them with it. */

/** Whether `ip_address` or, with a slash, `ip_network` accepts the text. A network must not have host bits set. */
export function isPythonAddress(text: string): boolean {
  const [address = "", mask, ...more] = text.split("/");
  if (more.length > 0) return false;
  const value = addressOf(mask === undefined ? (address.split("%")[0] ?? "") : address);
  if (value === undefined || mask === undefined) return value !== undefined;
  const bits = value.bits;
  const prefix = prefixOf(mask, bits);
  return prefix !== undefined && value.number % (1n << BigInt(bits - prefix)) === 0n;
}

interface Value {
  readonly number: bigint;
  readonly bits: 32 | 128;
}

function addressOf(text: string): Value | undefined {
  const v4 = ipv4(text);
  if (v4 !== undefined) return { number: v4, bits: 32 };
  const v6 = ipv6(text);
  return v6 === undefined ? undefined : { number: v6, bits: 128 };
}

/** Four decimal numbers up to 255, without leading zeros. */
function ipv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (
    parts.length !== 4 ||
    !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
  ) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function ipv6(text: string): bigint | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const last = tail === null ? undefined : ipv4(tail[2] ?? "");
  if (tail !== null && last === undefined) return undefined;
  const plain =
    last === undefined ? text : `${tail?.[1]}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`;
  const halves = plain.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const given = groups.flat();
  if (!given.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return undefined;
  const missing = 8 - given.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const [front = [], back = []] = groups;
  const all = [...front, ...Array.from({ length: missing }, () => "0"), ...back];
  return all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

/** Bits of a prefix, or of a netmask or hostmask of IPv4. */
function prefixOf(mask: string, bits: 32 | 128): number | undefined {
  if (/^\d+$/.test(mask)) return Number(mask) <= bits ? Number(mask) : undefined;
  const dotted = bits === 32 ? ipv4(mask) : undefined;
  if (dotted === undefined) return undefined;
  const all = (1n << 32n) - 1n;
  for (let prefix = 0; prefix <= 32; prefix++) {
    const netmask = all ^ ((1n << BigInt(32 - prefix)) - 1n);
    if (dotted === netmask || dotted === (all ^ netmask)) return prefix;
  }
  return undefined;
}
