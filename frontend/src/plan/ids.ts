const letters = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * A new id, 100 random bits in 20 characters. (`crypto.randomUUID` exists only on secure origins; a
 * service in a local network may be served over plain HTTP.)
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  let id = "";
  for (const byte of bytes) id += letters[byte & 31];
  return id;
}
