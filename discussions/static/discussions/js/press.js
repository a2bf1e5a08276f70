/**
 * Sends what a press on the page says, with the token every form of the page carries.
 *
 * @param {string} address
 * @param {Record<string, string>} facts
 * @returns {Promise<boolean>} whether the server took it
 */
export async function press(address, facts) {
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
