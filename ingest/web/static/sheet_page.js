// The registration sheet's own page: copy it whole, print it.

import { startCopying } from "./copying.js";

startCopying();
const print = document.getElementById("print");
print.hidden = false;
print.addEventListener("click", () => window.print());
