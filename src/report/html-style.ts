/** How the page looks, in light and dark. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1c2024;--soft:#5b6570;--line:#d5dae0;--card:#f5f7f9;--link:#0b5cad;
--safe:#1b7f5c;--review:#8f5500;--left:#b3304b;--del:#fde8ea;--ins:#e3f6ec;--delm:#f6b9c0;--insm:#a9e2c3}
@media(prefers-color-scheme:dark){:root{--bg:#14171a;--fg:#e6e9ec;--soft:#a3adb8;--line:#363d45;--card:#1d2226;--link:#7db8f5;
--safe:#4cc79a;--review:#e3a541;--left:#f0788d;--del:#3b1f25;--ins:#173328;--delm:#74303d;--insm:#226347}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif}
main,header,footer{max-width:75rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}footer{padding-bottom:3rem;color:var(--soft)}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.25rem;margin:2.25rem 0 .75rem}
p{margin:.4rem 0}code,pre{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
a{color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin:1.25rem 0 .75rem;padding:0;list-style:none}
.tiles li{background:var(--card);border:1px solid var(--line);border-left:.4rem solid var(--line);border-radius:.4rem;padding:.6rem .9rem}
.tiles b{display:block;font-size:1.75rem;line-height:1.2;font-variant-numeric:tabular-nums}
.tiles .safe{border-left-color:var(--safe)}.tiles .review{border-left-color:var(--review)}.tiles .left{border-left-color:var(--left)}
.bar{display:block;width:100%;height:.75rem;background:var(--card);border-radius:.2rem}
rect.safe{fill:var(--safe)}rect.review{fill:var(--review)}rect.left{fill:var(--left)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
.counts th,.counts td{text-align:right;padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:middle}
.counts th:first-child{text-align:left;font-weight:400;overflow-wrap:anywhere;min-width:9rem}.counts thead th{font-weight:600;color:var(--soft);font-size:.875rem}
.counts .wide{width:40%;min-width:8rem}.num{font-variant-numeric:tabular-nums;white-space:nowrap}
progress{width:100%;height:.9rem;accent-color:var(--safe)}
form{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin:.5rem 0 1rem}
form[hidden]{display:none}input[type=search]{flex:1 1 16rem;padding:.45rem .6rem;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:.3rem}
button{font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:.3rem;padding:.35rem .7rem;cursor:pointer}
output{color:var(--soft)}
.file{border:1px solid var(--line);border-radius:.4rem;margin:.6rem 0}.file[hidden],.finding[hidden]{display:none}
.file>summary{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center;padding:.55rem .9rem;cursor:pointer;background:var(--card);border-radius:.4rem}
.file>summary::before{content:"▸";color:var(--soft)}.file[open]>summary::before{content:"▾"}
.file>summary::-webkit-details-marker{display:none}.file>summary code{overflow-wrap:anywhere;font-weight:600}
.tags{margin-left:auto;display:flex;gap:.4rem;flex-wrap:wrap}
.tag{border:1px solid currentColor;border-radius:1rem;padding:0 .55rem;font-size:.8125rem;white-space:nowrap}
.tag.safe{color:var(--safe)}.tag.review{color:var(--review)}.tag.left{color:var(--left)}
.findings{list-style:none;margin:0;padding:0 .9rem}.finding{padding:.7rem 0;border-top:1px solid var(--line)}
.finding h4{margin:0;font-size:1rem;font-weight:600}.finding .where{color:var(--soft);font-weight:400}
.finding p,.finding ul{margin:.2rem 0}.soft{color:var(--soft)}
pre{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:.3rem;padding:.5rem .7rem;margin:.4rem 0}
.diff{margin:.4rem .9rem .9rem}.diff>summary{cursor:pointer;padding:.25rem 0}
.diff table{table-layout:fixed;min-width:56rem;font-size:.875rem;border:1px solid var(--line)}
.diff col.n{width:3.5rem}.diff th{text-align:left;padding:.2rem .5rem;background:var(--card);font-weight:600}
.diff td{padding:0 .4rem;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}
.diff thead th:nth-child(odd){border-right:1px solid var(--line)}
.diff td.no{text-align:right;color:var(--soft);user-select:none;background:var(--card)}
.diff tbody+tbody tr:first-child td{border-top:.6rem double var(--line)}
.del{background:var(--del)}.ins{background:var(--ins)}del,ins{text-decoration:none}
mark{color:inherit;background:none;border-radius:.15rem}.del mark{background:var(--delm)}.ins mark{background:var(--insm)}
@media(max-width:40rem){.counts tr>:nth-child(2){display:none}.counts th:first-child{min-width:8.5rem}.counts th,.counts td{padding:.3rem .35rem}}
@media print{form{display:none}.file{break-inside:avoid}}
`;
