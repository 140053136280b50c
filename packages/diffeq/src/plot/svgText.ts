/** Text as it stands in SVG and HTML. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);
}

/** About how wide a text is, in pixels: what fits is decided by it, nothing is drawn by it. */
export function textWidth(text: string, fontSize: number): number {
  return 0.49 * fontSize * [...text].length;
}

/**
 * Plot counts the ids of clipping regions over everything that a process draws: the same picture would come out differently, and pictures of two
 * processes would clash on one page. Here they are made of what is drawn.
 */
export function withOwnIds(svg: string): string {
  const pattern = /\bplot-clip-(\d+)/g;
  const stamp = hashOf(svg.replace(pattern, '')).toString(36);
  const places = new Map<string, number>();
  return svg.replace(pattern, (_, counted: string) => {
    if (!places.has(counted)) places.set(counted, places.size);
    return `clip-${stamp}-${places.get(counted)}`;
  });
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
