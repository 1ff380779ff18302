/** The page's style sheet: light and dark by the reader's setting, plain on paper. No resource from elsewhere. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --card: #ffffff; --ink: #1b2230; --soft: #566074; --line: #d9dee7;
  --code: #f4f6f9; --bad: #b3261e; --warn: #8a5300; --good: #1d6b3a; --link: #1f57b8;
  --mark: #fff4e5; --mark-line: #c46a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12161d; --card: #181d26; --ink: #e4e8ef; --soft: #a3adbe; --line: #303846;
    --code: #10141a; --bad: #ff8a80; --warn: #ffb95c; --good: #7ed49a; --link: #8ab4ff;
    --mark: #2b2417; --mark-line: #d9933a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, sans-serif; }
main, header { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .35rem; }
h2 { font-size: 1.2rem; line-height: 1.35; margin: 0; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
.soft { color: var(--soft); }
.banner { background: var(--mark); border: 2px solid var(--mark-line); border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 1.25rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; margin: 1.25rem 0; font-size: .92rem; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
th:last-child, td:last-child { padding-right: 0; }
td.wide { white-space: nowrap; }
.workload { min-width: 13rem; }
.workload span { display: block; color: var(--soft); font-size: .85rem; }
article { background: var(--card); border: 1px solid var(--line); border-left: .3rem solid var(--bad); border-radius: .5rem; padding: 1.1rem 1.4rem 1.3rem; margin: 1.5rem 0; }
article.not-ready { border-left-color: var(--warn); }
.place { color: var(--soft); font-size: .92rem; margin: 0 0 .15rem; overflow-wrap: anywhere; }
.sure { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: center; margin: .4rem 0 0; }
.sure meter { width: 7rem; height: .8rem; }
code, pre { font: .875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { overflow-wrap: anywhere; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: .35rem; padding: .6rem .8rem; margin: .25rem 0 .6rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.evidence { margin: .9rem 0 0; }
.evidence p { margin: 0; font-size: .85rem; color: var(--soft); }
.decisive pre { background: var(--mark); border-color: var(--mark-line); border-left-width: .25rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.1rem; margin: 1rem 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.risk { font-size: .82rem; font-weight: 400; color: var(--soft); }
ul { padding-left: 1.2rem; margin: .4rem 0; }
li { margin: .2rem 0; overflow-wrap: anywhere; }
details { margin-top: 1rem; }
summary { cursor: pointer; color: var(--link); }
.settling { color: var(--good); font-weight: 600; }
footer { max-width: 62rem; margin: 2rem auto; padding: 0 1.25rem 2rem; color: var(--soft); font-size: .85rem; }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
  article { padding: .9rem 1rem; }
  .wide { display: none; }
  .workload { min-width: 0; width: 34%; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --code: #fff; --mark: #fff; --bad: #000; --link: #000; }
  body { font-size: 10.5pt; }
  article { break-inside: auto; }
  h2, h3, .evidence p { break-after: avoid; }
  pre { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`
