// What is in sight -> links that show it to somebody else.
import type { Span } from '../../contract/domain/time.ts';
import { formatView } from '../../view/codec.ts';
import type { Lang, View } from '../../view/view.ts';

/** What a link has to say that the reader's browser would say otherwise. */
export interface LinkContext {
  /** The page's address without its query: `https://lens.example/`. */
  base: string;
  /** The zone every time on the page is in, by name. */
  zone: string;
  lang: Lang;
}

/** The same question asked again whenever the link is opened: "last 7 days" moves on. */
export function liveLink(view: View, context: LinkContext): string {
  return context.base + formatView(pinned(view, context));
}

/**
 * These very times, whenever it is opened, and nothing that moves: what they are compared with follows
 * from them and the zone.
 */
export function frozenLink(view: View, range: Span, context: LinkContext): string {
  return (
    context.base +
    formatView({
      ...pinned(view, context),
      range: { kind: 'absolute', from: range.begin, to: range.end },
      live: false,
    })
  );
}

/** The same, as all of a wall screen or as a chart inside another page. */
export function framedLink(view: View, viewMode: View['viewMode'], context: LinkContext): string {
  return liveLink(viewMode ? { ...view, viewMode } : view, context);
}

/** With what each reader's browser would choose for itself, as it is here. */
function pinned(view: View, { zone, lang }: LinkContext): View {
  return { ...view, zone, lang };
}

/** HTML that puts a chart into another page. */
export function embedCode(link: string, title: string): string {
  return `<iframe src="${escapeHtml(link)}" title="${escapeHtml(title)}" width="800" height="560" style="border:0"></iframe>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
