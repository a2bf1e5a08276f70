/** What presses on the page send, one after the other: of two quick ones the server hears the later last. */

let turn = Promise.resolve();

/**
 * Sends what a press says, with the token every form of the page carries.
 *
 * @param {string} address
 * @param {Record<string, string>} facts
 * @returns {Promise<boolean>} whether the server took it
 */
export function press(address, facts) {
  turn = turn.then(() => send(address, facts));
  return turn;
}

async function send(address, facts) {
  const csrfmiddlewaretoken = document.querySelector("[name='csrfmiddlewaretoken']")?.value;
  if (!csrfmiddlewaretoken) return false;
  const answer = await fetch(address, {
    method: "POST",
    body: new URLSearchParams({ ...facts, csrfmiddlewaretoken }),
    headers: { Accept: "application/json" },
    redirect: "manual",
    keepalive: true,
  }).catch(() => null);
  return answer?.status === 204;
}
