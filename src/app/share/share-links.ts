import type { Span } from '../../contract/domain/time.ts';
import { formatView } from '../../view/codec.ts';
import type { Lang, View } from '../../view/view.ts';

/** What a link fixes because another browser would choose its own. */
export interface LinkContext {
  /** Address of the page without query: `https://lens.example/`. */
  base: string;
  /** IANA name. */
  zone: string;
  lang: Lang;
}

/** Links to the view; a relative range stays relative. */
export function liveLink(view: View, context: LinkContext): string {
  return context.base + formatView(withContext(view, context));
}

/** Links to the view of a fixed range. The comparison period follows from the range and the zone. */
export function frozenLink(view: View, range: Span, context: LinkContext): string {
  return (
    context.base +
    formatView({
      ...withContext(view, context),
      range: { kind: 'absolute', from: range.begin, to: range.end },
      live: false,
    })
  );
}

export function framedLink(view: View, viewMode: View['viewMode'], context: LinkContext): string {
  return liveLink(viewMode ? { ...view, viewMode } : view, context);
}

function withContext(view: View, { zone, lang }: LinkContext): View {
  return { ...view, zone, lang };
}

export function embedCode(link: string, title: string): string {
  return `<iframe src="${escapeHtml(link)}" title="${escapeHtml(title)}" width="800" height="560" style="border:0"></iframe>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
