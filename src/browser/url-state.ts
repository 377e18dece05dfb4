/**
 * Page state in the address, as `?key=value`: a link or a reload brings the same view back. The fragment is left to
 * anchors. State that is the page's own default is left out.
 */

export function readState(): URLSearchParams {
  return new URLSearchParams(location.search);
}

/** Sets each key, or takes it out where its value is empty; the history gets no new entry. */
export function writeState(changes: Readonly<Record<string, string>>): void {
  const state = readState();
  for (const [key, value] of Object.entries(changes)) {
    if (value === "") state.delete(key);
    else state.set(key, value);
  }
  const query = state.size === 0 ? "" : `?${state.toString()}`;
  if (query === location.search) return;
  history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
}
