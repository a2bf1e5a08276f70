/** Offers the button, and says in the page when no passkey came: allauth's script only tells the console. */

document.querySelector("[data-key-without-script]").hidden = true;
document.querySelector("[data-key]").hidden = false;
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const words = document.querySelector("[data-key-trouble]");
  words.hidden = false;
  words.setAttribute("role", "alert");
});
