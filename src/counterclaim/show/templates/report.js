// Only a convenience: the page works without it. Opens the list that a followed link lies in, and lets Escape put a note away.
addEventListener("hashchange", () => {
  const goal = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const closed = goal && goal.closest("details:not([open])");
  if (closed) closed.open = true;
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.activeElement.classList.contains("mark")) document.activeElement.blur();
});
