/* Starts Swagger UI, as light or dark as the device, and mends what it leaves unsaid to those who do not see. */

"use strict";

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

/* A link inside a button is for nobody; headings follow their rank; a box says what is chosen in it. */
function mend(page) {
  for (const link of page.querySelectorAll(".opblock-summary-control a[href]")) link.removeAttribute("href");
  for (const [name, label] of [["information-container", "About the API"], ["schemes-server-container", "Server and token"]]) {
    const part = page.querySelector(`.${name}:not([role])`);
    part?.setAttribute("role", "region");
    part?.setAttribute("aria-label", label);
  }
  for (const heading of page.querySelectorAll("h3.opblock-tag:not([aria-level])")) heading.setAttribute("aria-level", "2");
  for (const heading of page.querySelectorAll("h4:not([aria-level]), h5:not([aria-level])")) heading.setAttribute("aria-level", "3");
  for (const box of page.querySelectorAll("#servers:not([aria-label])")) box.setAttribute("aria-label", "Server");
  for (const box of page.querySelectorAll("select:not([aria-label]), textarea:not([aria-label])")) {
    const cell = box.closest("tr")?.querySelector(".parameter__name");
    box.setAttribute("aria-label", (cell ?? box.closest("[class*=content-type], section, div")).textContent.trim().slice(0, 60) || "Value");
  }
  for (const box of page.querySelectorAll("pre.microlight:not([tabindex]), .highlight-code > pre:not([tabindex])")) box.tabIndex = 0;
}

const page = document.getElementById("swagger-ui");
new MutationObserver(() => mend(page)).observe(page, { childList: true, subtree: true, attributes: true, attributeFilter: ["href"] });
SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });
