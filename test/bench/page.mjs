/** docs/performance.md around the tables of a measurement. */

const INTRO = `# Performance

\`npm run bench -- 9 --write\` makes its own trees, runs the built program and others in turns, and writes this page. The
trees are of real files: those of the packages in \`node_modules\`, in their folders, without those that mention v1; v1
calls are put at the end of some of them. \`NODE_EXTRA_CA_CERTS\` is unset: it adds 65 ms to every start of Node.

N0 is \`node -e 0\`. RG is \`rg -l\` over the scripts of the tree for \`api_json|tkn\`. PP is a bare \`@babel/parser\` parse of
the files that call v1, in a process of its own. Ratios are medians of the ratios of each round; a figure of one round alone
says little on a machine that does other things.
`;

const HOW = `## How

- In a git repository one \`git grep\` finds the files that may hold a mark of v1, while the program reads git's index and
  the folders itself. What git does not track is asked for only where there is any. Where something is out of the ordinary
  (environment of git, form of the index, a file that cannot be read), git is asked step by step, and files are read here.
- A small repository (an index of up to 100 kB) is read here, and git is not started: that alone takes longer. Nor are the
  parts of Node loaded that start programs and make streams. \`--staged\` asks git one thing: what is staged.
- Bytes are searched by WebAssembly, which is fast from the first file on; a script is not before it has run for a while.
- The common command line is read by \`util.parseArgs\`; yargs is loaded for help, mistakes and rare commands.
- What a clean run needs is one file; the tables, the analysis and what tells of it are one each. All else is loaded when it is
  needed.
- Compiled code is kept: by Node itself from 22.8 on, before that in \`$XDG_CACHE_HOME/cfv1\` or \`~/.cache/cfv1\`, named by
  version of Node, content of the program and command, readable by the user alone: all that ran in the first run, also what ran
  once. \`NODE_DISABLE_COMPILE_CACHE=1\` turns it off.
- Files that import a file with v1 calls are analysed only if that file hands something of v1 on.
- What a file hands out that holds no client, no address and nothing of v1, nor has anything that it loads, is no v1 call:
  that file is not parsed. Trees are let go after some files.
- Paths and scopes of a file are made in one walk of our own; a test holds them to Babel's, file by file.
- Statements of a file that share no name with one that speaks of v1 or of a client, nor load a file that hands on what
  does, are not followed: of a large file with one old function in it, that function alone.
- The heap may grow by 60 percent before V8 clears away, not to several times what is in use. One processor is left to V8
  itself, which compiles and clears beside the threads: on two processors one thread takes as long as two, and less memory.
- Code that nothing of a run concerns is not gone through. A written text in which nothing of v1 is left, nor in what its
  file loads, is not analysed once more.
`;

export function page(machine, [targets, programs, growth]) {
  return `${INTRO}\n${machine}\n\n## Targets\n\n${targets}\n\n## Other programs on the clean tree\n\nOne round each. Those that are missing are named; \`BENCH_TOOLS\` names a folder in whose \`node_modules\` they are.\n\n${programs}\n\n## Growth\n\nOne run each.\n\n${growth}\n\n${HOW}`;
}
