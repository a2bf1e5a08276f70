/** Offers the button, presses it for Enter, and says in the page when no passkey came: allauth's script only tells the console. */

document.querySelector("[data-key-without-script]").hidden = true;
document.querySelector("[data-key]").hidden = false;
const button = document.querySelector("#passkey");
button.form.addEventListener("submit", (event) => {
  event.preventDefault(); // Enter, before any key has answered; allauth's script sends the form past this event
  button.click();
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const words = document.querySelector("[data-key-trouble]");
  words.hidden = false;
  words.setAttribute("role", "alert");
});
