const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Checks an address for a link in an issued file: https, or http on the reader's own machine (the demo). @throws Error
 * for any other scheme, credentials in the address, or an invalid address
 */
export function assertSafeLink(address: string): URL {
  const url = new URL(address);
  const isAllowed = url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
  if (!isAllowed || url.username || url.password) throw new Error("only https addresses may be linked in a report");
  return url;
}
