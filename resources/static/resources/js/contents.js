// The contents beside a page say which of its sections is being read.

/** How far down the screen a heading has come when its section is the one being read. */
const READING_LINE = 0.15;
/** Higher than any page, in pixels. */
const ENDLESS = 1_000_000;

/** Mark in the contents the section whose heading was the last to pass the reading line. */
export function followReader() {
  const contents = document.querySelector(".contents");
  const links = new Map();
  for (const link of contents?.querySelectorAll('a[href^="#"]') ?? []) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  if (!links.size) return;

  const foot = document.querySelector(".site-footer");
  const mark = () => {
    // At the end of a page its last headings cannot come any higher.
    const isAtEnd = foot && foot.getBoundingClientRect().bottom <= window.innerHeight + 2;
    const line = window.innerHeight * (isAtEnd ? 1 : READING_LINE);
    let read = null;
    for (const heading of links.keys()) {
      if (heading.getBoundingClientRect().top <= line) read = heading;
    }
    for (const [heading, link] of links) {
      if (heading === read) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    if (read) keepInSight(contents, links.get(read));
  };
  // All that is above the line is watched as one, so that a jump past a heading is noticed too.
  const rootMargin = `${ENDLESS}px 0px -${100 * (1 - READING_LINE)}% 0px`;
  const past = new IntersectionObserver(mark, { rootMargin });
  for (const heading of links.keys()) past.observe(heading);
  if (foot) new IntersectionObserver(mark, { threshold: 0.99 }).observe(foot);
}

/** Scroll a long list of contents, and nothing else, to the link that is marked. */
function keepInSight(contents, link) {
  const box = contents.getBoundingClientRect();
  const row = link.getBoundingClientRect();
  if (row.top < box.top) contents.scrollTop -= box.top - row.top;
  else if (row.bottom > box.bottom) contents.scrollTop += row.bottom - box.bottom;
}
