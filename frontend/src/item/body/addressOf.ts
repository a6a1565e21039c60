/** What was typed as an address of the web, of mail or of a telephone; empty for anything else. */
export function addressOf(typed: string): string {
  const text = typed.trim();
  if (text === "") return "";
  if (/^(https?:\/\/|mailto:|tel:)/i.test(text)) return text;
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return "";
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  return `https://${text}`;
}
