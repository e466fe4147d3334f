// The minutes as a page, in Chromium.  TAP on standard output.
"use strict";
const { chromium } = require("playwright-core");
const axe = require("axe-core");
const fs = require("node:fs");
const path = require("node:path");

const [shots, ...files] = process.argv.slice(2);
let count = 0;
let failures = 0;

function result(holds, what, detail) {
  count += 1;
  if (!holds) failures += 1;
  console.log(`${holds ? "ok" : "not ok"} ${count} - ${what}`);
  if (!holds && detail !== undefined)
    for (const line of String(detail).split("\n")) console.log(`# ${line}`);
}

// The colours in a picture, and how many points each has.
function colours(page, picture) {
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height).data;
    const seen = {};
    for (let at = 0; at < pixels.length; at += 4) {
      const name = `rgb(${pixels[at]}, ${pixels[at + 1]}, ${pixels[at + 2]})`;
      seen[name] = (seen[name] ?? 0) + 1;
    }
    return seen;
  }, picture.toString("base64"));
}

// Words that stand outside of the card that they belong to, or of their picture.
function wordsOutside(page) {
  return page.evaluate(() => {
    const outside = [];
    for (const svg of document.querySelectorAll("svg")) {
      const cards = [...svg.querySelectorAll(".card")].map((card) => card.getBBox());
      const whole = svg.viewBox.baseVal;
      for (const text of svg.querySelectorAll("text")) {
        const box = text.getBBox();
        const card = cards.find((one) => box.x >= one.x && box.x < one.x + one.width &&
          box.y >= one.y && box.y < one.y + one.height) ?? whole;
        if (box.x < card.x || box.x + box.width > card.x + card.width + 0.5 ||
            box.y + box.height > card.y + card.height + 0.5)
          outside.push(text.textContent);
      }
    }
    return outside;
  });
}

async function seen(page, name, width, scheme) {
  const where = `${name} at ${width}, ${scheme}`;
  const size = await page.evaluate(() => document.documentElement.scrollWidth);
  result(size <= width, `${where}: nothing is wider than the screen`, size);
  const text = await page.evaluate(() => document.body.innerText);
  result(["å", "ä", "ö", "Protokoll"].every((word) => text.includes(word)), `${where}: å ä ö`);
  const boxes = await page.evaluate(() => [...document.querySelectorAll(".wide")].map((box) => ({
    svg: box.firstElementChild.getBoundingClientRect().width,
    height: box.firstElementChild.getBoundingClientRect().height,
    // Whoever cannot drag it reaches it with the keyboard.
    reached: box.scrollWidth <= box.clientWidth || box.tabIndex === 0,
  })));
  result(boxes.length === 2 && boxes.every((box) => box.svg >= 300 && box.height > 100 && box.reached),
    `${where}: the map and the curve are there`, JSON.stringify(boxes));
  const small = await page.evaluate(() => [...document.querySelectorAll("svg text")].filter(
    (one) => one.getBoundingClientRect().height < 10).map((one) => one.textContent));
  result(small.length === 0, `${where}: their words can be read`, small.join("\n"));
  const shot = await page.locator("figure").nth(1).screenshot({
    path: path.join(shots, `${name}-${width}-${scheme}-curve.png`) });
  const line = await page.evaluate(() => getComputedStyle(document.querySelector("svg .now")).stroke);
  const points = (await colours(page, shot))[line] ?? 0;
  result(points > 150, `${where}: the curve is drawn in its colour`, `${line}: ${points}`);
  await page.screenshot({ path: path.join(shots, `${name}-${width}-${scheme}.png`), fullPage: true });
  const found = await page.evaluate(() => window.axe.run(document));
  result(found.violations.length === 0 && found.passes.length > 20, `${where}: axe finds no fault`,
    JSON.stringify(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]), null, 1));
}

// A3 across: 420 by 297 mm, in points.
async function printed(page, name) {
  const sheet = await page.pdf({ preferCSSPageSize: true, printBackground: true,
    path: path.join(shots, `${name}.pdf`) });
  const text = sheet.toString("latin1");
  const boxes = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((box) => [box[1], box[2]]);
  result(boxes.length > 0 && boxes.every(([width, height]) =>
    Math.abs(width - 1190.55) < 2 && Math.abs(height - 841.89) < 2),
  `${name} on paper: the sheets are A3, across`, boxes.join("\n"));
  const sheets = (text.match(/\/Type \/Page\b(?!s)/g) ?? []).length;
  result(sheets >= 1 && sheets <= 12, `${name} on paper: ${sheets} sheets`);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const ink = await page.evaluate(() => getComputedStyle(document.documentElement).color);
  const dark = ink.match(/\d+/g).every((part) => Number(part) < 80);
  result(paper === "rgb(255, 255, 255)" && dark, `${name} on paper: dark ink on white`,
    `${ink} on ${paper}`);
  const wide = await page.evaluate(() => [...document.querySelectorAll(".wide")].every(
    (box) => box.scrollWidth <= box.clientWidth + 1));
  result(wide, `${name} on paper: the pictures are there as a whole`);
}

async function main() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
  });
  try {
    for (const file of files) {
      const name = path.basename(file, ".html");
      for (const width of [375, 1400]) {
        for (const colorScheme of ["light", "dark"]) {
          const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
          const asked = [];
          page.on("request", (request) => asked.push(request.url()));
          await page.goto(`file://${fs.realpathSync(file)}`);
          result(asked.length === 1, `${name} at ${width}: nothing else is fetched`, asked.join("\n"));
          await page.evaluate(axe.source);
          await seen(page, name, width, colorScheme);
          if (width === 1400 && colorScheme === "light") {
            const outside = await wordsOutside(page);
            result(outside.length === 0, `${name}: words stay within their cards`, outside.join("\n"));
            await printed(page, name);
          }
          await page.close();
        }
      }
    }
  } finally {
    await browser.close();
  }
  console.log(`1..${count}`);
  process.exitCode = failures === 0 ? 0 : 1;
}

main().catch((error) => {
  console.log(`Bail out! ${String(error.stack ?? error).split("\n").join(" / ")}`);
  process.exitCode = 1;
});
