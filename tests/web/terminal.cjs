// A person in a browser: passes the login, sees the map, writes å ä ö, changes the size of
// the window, closes the page.  TAP on standard output.
"use strict";
const { chromium, request } = require("playwright-core");
const { execFileSync } = require("node:child_process");
const path = require("node:path");

const [address, person, password, kundresa, file, shots] = process.argv.slice(2);
let count = 0;
let failures = 0;

function result(holds, what, detail) {
  count += 1;
  if (!holds) failures += 1;
  console.log(`${holds ? "ok" : "not ok"} ${count} - ${what}`);
  if (!holds && detail !== undefined)
    for (const line of String(detail).split("\n")) console.log(`# ${line}`);
}

// The lines that the terminal in the page shows.
function screen(page) {
  return page.evaluate(() => {
    const terminal = window.wetty_term;
    if (terminal === undefined) return [];
    const buffer = terminal.buffer.active;
    const lines = [];
    for (let row = 0; row < terminal.rows; row++) {
      const line = buffer.getLine(buffer.viewportY + row);
      lines.push(line === undefined ? "" : line.translateToString(true));
    }
    return lines;
  });
}

// Waits until the screen holds what is looked for; the lines, or null.
async function until(page, holds) {
  const end = Date.now() + 30000;
  while (Date.now() < end) {
    const lines = await screen(page);
    if (holds(lines)) return lines;
    await page.waitForTimeout(50);
  }
  console.log((await screen(page)).map((line) => `# ${line}`).join("\n"));
  return null;
}

// Of the rows of pixels in the picture, the longest unbroken run of one colour that is not
// the background's, as a share of the width: what a line of box characters must be.
function longestLine(page, picture) {
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
    const colour = (at) => (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    const seen = new Map();
    for (let at = 0; at < pixels.length; at += 4)
      seen.set(colour(at), (seen.get(colour(at)) ?? 0) + 1);
    const background = [...seen].sort((a, b) => b[1] - a[1])[0][0];
    let longest = 0;
    for (let y = 0; y < image.height; y++) {
      let run = 0;
      for (let x = 0; x < image.width; x++) {
        run = colour((y * image.width + x) * 4) === background ? 0 : run + 1;
        longest = Math.max(longest, run);
      }
    }
    return longest / image.width;
  }, picture.toString("base64"));
}

function running() {
  try {
    return execFileSync("pgrep", ["-f", `^${kundresa} ${file}$`]).toString().trim();
  } catch {
    return "";
  }
}

async function main() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
  });
  try {
    // The certificate is of the test's own making.
    const stranger = await request.newContext({ ignoreHTTPSErrors: true });
    const refused = await stranger.get(address);
    result(refused.status() === 401, "whoever has no login is refused", refused.status());
    await stranger.dispose();

    const context = await browser.newContext({
      httpCredentials: { username: person, password },
      ignoreHTTPSErrors: true,
      viewport: { width: 1100, height: 640 },
    });
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction(() => window.wetty_term !== undefined);
    await page.evaluate(() => window.wetty_term.focus());

    // The first start asks for name and department; the department is taken as it stands.
    const asked = await until(page, (all) => all.some((line) => line.includes("Välkommen")));
    result(asked !== null, "the first start asks who one is");
    await page.keyboard.press("Control+U");
    await page.keyboard.type("Åsa Öberg", { delay: 10 });
    await until(page, (all) => all.some((line) => line.includes("Åsa Öberg")));
    await page.keyboard.press("Enter");
    await until(page, (all) => all.some((line) => line.includes("Kundservice")));
    await page.keyboard.press("Enter");
    const lines = await until(page, (all) =>
      all[0].includes("Åsa Öberg") && all.some((line) => line.includes("Karta")));
    result(lines !== null, "the map is there, in Swedish");
    const text = (lines ?? []).join("\n");
    for (const letter of ["å", "ä", "ö", "─", "│"])
      result(text.includes(letter), `${letter} is on the screen`);
    const picture = await page.screenshot({ path: path.join(shots, "map.png") });
    const share = await longestLine(page, picture);
    result(share > 0.3, "the lines of the boxes are unbroken in the picture", share);

    // A new touchpoint, typed.
    const title = "Får räkning på köpet Åäö";
    await page.keyboard.press("a");
    await page.waitForTimeout(300);
    await page.keyboard.type(title, { delay: 10 });
    const typed = await until(page, (all) => all.some((line) => line.includes("Åäö")));
    result(typed !== null, "what is typed is on the screen");
    await page.screenshot({ path: path.join(shots, "typed.png") });
    await page.keyboard.press("Enter");
    let shown = "";
    for (let i = 0; i < 100 && !shown.includes(title); i++) {
      await page.waitForTimeout(100);
      shown = execFileSync(kundresa, ["export", file, "-f", "journey"]).toString();
    }
    result(shown.includes(title), "and it is in the file");
    await page.keyboard.press("Escape");

    // Larger and smaller.
    const size = () => page.evaluate(() => [window.wetty_term.cols, window.wetty_term.rows]);
    let [columns, rows] = await size();
    for (const [width, height, name] of [[1500, 900, "larger"], [720, 480, "smaller"]]) {
      await page.setViewportSize({ width, height });
      await page.waitForFunction(
        ([c, r]) => window.wetty_term.cols !== c && window.wetty_term.rows !== r, [columns, rows]);
      const full = await until(page, (all) =>
        all.some((line) => line.includes("Karta")) &&
        // The frame reaches the last column, and nothing is left of the former size.
        all.some((line) => [...line].length >= all.length && /[─│]/.test(line)) &&
        all[all.length - 1].trim() !== "");
      const [c, r] = await size();
      const right = name === "larger" ? c > columns && r > rows : c < columns && r < rows;
      result(full !== null && full.length === r && right,
        `a ${name} window has the workbench in its size (${c} x ${r})`, (full ?? []).join("\n"));
      [columns, rows] = [c, r];
      await page.screenshot({ path: path.join(shots, `${name}.png`) });
    }

    result(running() !== "", "the workbench runs as one process of the person's");
    await page.close();
    let left = running();
    for (let i = 0; i < 100 && left !== ""; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      left = running();
    }
    result(left === "", "when the page is closed, nothing is left running", left);
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
