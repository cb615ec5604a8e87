// Only a convenience: all pages work without it. Lights up what belongs together, keys for correcting, dropped files, progress.
"use strict";

const reader = document.querySelector(".reader");
if (reader) {
  const entry = (mark) => document.getElementById((mark.getAttribute("href") || "").slice(1));
  const light = (on, from) => {
    const goal = entry(from);
    if (!goal) return;
    goal.classList.toggle("lit", on);
    const box = goal.closest(".coding");
    if (on && box && getComputedStyle(box).position === "sticky") box.scrollTop = goal.offsetTop - box.clientHeight / 3;
  };
  for (const mark of reader.querySelectorAll("a.mark")) {
    for (const type of ["mouseenter", "focus"]) mark.addEventListener(type, () => light(true, mark));
    for (const type of ["mouseleave", "blur"]) mark.addEventListener(type, () => light(false, mark));
  }
  for (const one of reader.querySelectorAll(".entry[id]")) {
    const marks = reader.querySelectorAll(`a.mark[href="#${CSS.escape(one.id)}"]`);
    for (const type of ["mouseenter", "focusin"]) one.addEventListener(type, () => marks.forEach((m) => m.classList.add("lit")));
    for (const type of ["mouseleave", "focusout"]) one.addEventListener(type, () => marks.forEach((m) => m.classList.remove("lit")));
  }
  const goTo = () => {
    const goal = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (goal && goal.classList.contains("entry")) goal.focus({ preventScroll: false });
  };
  addEventListener("hashchange", goTo);
  goTo();
  // Single keys work only while an entry has the focus (WCAG 2.1.4), and never in a field.
  reader.addEventListener("keydown", (event) => {
    const one = event.target.closest(".entry");
    if (!one || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "j" || event.key === "k") {
      const all = [...reader.querySelectorAll(".entry[id]")];
      const next = all[all.indexOf(one) + (event.key === "j" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
      return;
    }
    const form = one.querySelector(".correct");
    const button = form && form.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    form.open = true;
    if (event.key === "f") form.querySelector("select").focus();
    else if (form.querySelector("[name=by]").value) button.click();
    else form.querySelector("[name=by]").focus();
  });
}

addEventListener("hashchange", () => {
  const goal = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const closed = goal && goal.closest("details:not([open])");
  if (closed) closed.open = true;
});

const drop = document.querySelector(".drop");
if (drop) {
  const input = drop.querySelector("input[type=file]");
  for (const type of ["dragover", "dragenter"]) drop.addEventListener(type, (e) => { e.preventDefault(); drop.classList.add("over"); });
  for (const type of ["dragleave", "drop"]) drop.addEventListener(type, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); input.files = event.dataTransfer.files; });
}

const progress = document.getElementById("progress");
if (progress && !["done", "failed"].includes(progress.dataset.state)) {
  const names = { waiting: "Waiting for its turn", working: "Being read and coded" };
  const look = async () => {
    const answer = await fetch(`/api/addition?number=${progress.dataset.number}`, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const now = await answer.json();
      if (now.state === "done" || now.state === "failed") { location.reload(); return; }
      for (const part of progress.querySelectorAll("[data-of]")) {
        const name = part.dataset.of;
        const text = name === "state" ? names[now.state] : String(name === "refused" ? now.refused.length : now[name]);
        if (part.textContent !== text) part.textContent = text;
      }
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 700);
}
