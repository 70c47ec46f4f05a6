// What every page has: menus that close by themselves, and a word when the network is gone.

import { locale, say } from "./words.js";

const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });

function closeMenus(except) {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
}

addEventListener("click", (event) => closeMenus(event.target.closest?.("details.menu")));
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details.menu[open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});

const banner = document.getElementById("offline");

function tellOffline() {
  const since = clock.format(new Date());
  banner.textContent = say(
    `Datorn har ingen förbindelse med nätet. Det du ser är som det var ${since}; inget du har lämnat in är förlorat.`,
    `This computer is not connected. What you see is as it was at ${since}; nothing you handed in is lost.`,
  );
  banner.hidden = false;
}

addEventListener("offline", tellOffline);
addEventListener("online", () => (banner.hidden = true));
if (!navigator.onLine) tellOffline();
