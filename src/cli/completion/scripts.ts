import type { CompletionPoint, CompletionWord } from './command-tree.js';

/** The shells that there is a script for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * What a shell reads to complete the words of `tenantry`. All of it is in the script: nothing is started at a press of
 * the key, and a script of an older release lacks the commands of a newer one.
 */
export function completionScript(shell: Shell, places: readonly CompletionPoint[]): string {
  return SCRIPTS[shell](places);
}

const SCRIPTS: Readonly<Record<Shell, (places: readonly CompletionPoint[]) => string>> = { bash, zsh, fish };

/** For a shell that has no escapes within single quotes. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The completion points as the scripts write them: each command with a space before it. */
const at = ({ path }: CompletionPoint) => quoted(path === '' ? '' : ` ${path}`);

const commandsOf = (places: readonly CompletionPoint[]) => places.filter(({ path }) => path !== '').map(at);

/** The options with a value, each with its completion point. */
const valued = (places: readonly CompletionPoint[]) =>
  places.flatMap((place) => place.next.flatMap((word) => (word.value ? [{ place, word, value: word.value }] : [])));

/** `case` branches of bash and zsh for the value of an option. */
function valueBranches(
  places: readonly CompletionPoint[],
  files: string,
  list: (values: readonly string[]) => string,
): string {
  return valued(places)
    .map(({ place, word, value }) => {
      const behind = `${at(place)},${word.text}`;
      if (value === 'file') return `    ${behind}) ${files} ;;`;
      return `    ${behind}) ${list(value === 'any' ? [] : value)} ;;`;
    })
    .join('\n');
}

function nextBranches(places: readonly CompletionPoint[], list: (words: readonly CompletionWord[]) => string): string {
  return places.map((place) => `    ${at(place)},*) ${list(place.next)} ;;`).join('\n');
}

function bash(places: readonly CompletionPoint[]): string {
  const list = (texts: readonly string[]) => `words=${quoted(texts.join(' '))}`;
  return `# Completion of tenantry for bash. In ~/.bashrc: source <(tenantry completion bash)
_tenantry() {
  local current=\${COMP_WORDS[COMP_CWORD]} words='' at='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
      ${commandsOf(places).join(' | ')}) at="$at \${COMP_WORDS[i]}" ;;
    esac
  done
  COMPREPLY=()
  case "$at,\${COMP_WORDS[COMP_CWORD - 1]}" in
${valueBranches(places, 'mapfile -t COMPREPLY < <(compgen -f -- "$current") && return', list)}
${nextBranches(places, (words) => list(words.map(({ text }) => text)))}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o filenames -F _tenantry tenantry
`;
}

function zsh(places: readonly CompletionPoint[]): string {
  const described = ({ text, purpose }: CompletionWord) => quoted(`${text}:${purpose}`);
  return `#compdef tenantry
# Completion of tenantry for zsh. In ~/.zshrc, behind compinit: source <(tenantry completion zsh)
_tenantry() {
  local at='' i
  local -a next
  for ((i = 2; i < CURRENT; i++)); do
    case "$at \${words[i]}" in
      ${commandsOf(places).join(' | ')}) at="$at \${words[i]}" ;;
    esac
  done
  case "$at,\${words[CURRENT - 1]}" in
${valueBranches(places, '_files; return', (values) => `next=(${values.map(quoted).join(' ')})`)}
${nextBranches(places, (words) => `next=(${words.map(described).join(' ')})`)}
  esac
  _describe tenantry next
}
if [[ $funcstack[1] == _tenantry ]]; then _tenantry "$@"; else compdef _tenantry tenantry; fi
`;
}

function fish(places: readonly CompletionPoint[]): string {
  // Fish takes a backslash ahead of a quote and of a backslash.
  const text = (word: string) => `'${word.replace(/['\\]/g, '\\$&')}'`;
  const when = (place: CompletionPoint) => `complete -c tenantry -n ${text(`test (__tenantry_at) = ${at(place)}`)}`;
  const line = (place: CompletionPoint, { text: word, purpose, value }: CompletionWord) => {
    const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`;
    const values = value === 'file' ? ' -rF' : value === 'any' ? ' -x' : ` -xa ${text(value?.join(' ') ?? '')}`;
    return `${when(place)} ${what}${value === undefined ? '' : values} -d ${text(purpose)}`;
  };
  return `# Completion of tenantry for fish: tenantry completion fish > ~/.config/fish/completions/tenantry.fish
function __tenantry_at
  set -l at ''
  set -l typed (commandline -opc)
  for word in $typed[2..-1]
    switch "$at $word"
      case ${commandsOf(places).join(' ')}
        set at "$at $word"
    end
  end
  echo "$at"
end
complete -c tenantry -f
${places.flatMap((place) => place.next.map((word) => line(place, word))).join('\n')}
`;
}
