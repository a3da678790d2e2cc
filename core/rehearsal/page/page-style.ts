/** The style of the parts of a report, in colours that the page around them defines. */

/** Needs the variables of `page-look.ts`. */
export const partsStyle = `h1 { font-size: 1.6rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; }
.quiet { color: var(--quiet); font-size: .9rem; margin: .25rem 0; }
.origin { display: inline-block; font-size: .75rem; line-height: 1.25rem; padding: 0 .6rem; margin-right: .5rem; border-radius: 1rem; border: 1px solid var(--text); vertical-align: .1em; }
.measured { background: var(--text); color: var(--background); }
.simulated { border-style: dashed; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; margin: 1.5rem 0; }
dl div { display: flex; flex-direction: column; }
dt { color: var(--quiet); font-size: .85rem; order: 1; }
dd { margin: 0; font-size: 1.6rem; font-weight: 600; }
dd .origin { display: table; font-weight: 400; margin-bottom: .2rem; }
.advice { border: 1.5px solid var(--rule); border-left: .35rem solid var(--text); border-radius: .4rem; padding: .75rem 1rem; margin: 1rem 0; }
.advice pre { margin: .5rem 0; }
.advice ul { margin: .25rem 0; padding-left: 1.2rem; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(32rem, 100%), 1fr)); gap: 2rem; }
figure { margin: 0; min-width: 0; }
figure svg { width: 100%; height: auto; display: block; }
.tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(36rem, 100%), 1fr)); gap: 1.5rem; }
.tables > div { overflow-x: auto; min-width: 0; }
table { border-collapse: collapse; width: 100%; max-width: 46rem; font-variant-numeric: tabular-nums; font-size: .85rem; }
td { white-space: nowrap; }
th, td { text-align: right; vertical-align: bottom; padding: .3rem .45rem; border-bottom: 1px solid var(--rule); }
th:first-child, td:first-child { text-align: left; }
@media print { figure, table { break-inside: avoid; } }`;
