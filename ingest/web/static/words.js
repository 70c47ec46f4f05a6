// What the scripts say, in the language of the page.

const english = document.documentElement.lang === "en";

export const say = (swedish, inEnglish) => (english ? inEnglish : swedish);
export const locale = english ? "en-GB" : "sv-SE";
