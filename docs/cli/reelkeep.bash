# Completion of reelkeep for bash; made from the table of commands.
_reelkeep() {
  local words='' last="${COMP_LINE:0:COMP_POINT}" current="${COMP_WORDS[COMP_CWORD]}"
  last="${last##* }"
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='add list status check verify export update --help --version'
  else
    case "${COMP_WORDS[1]}" in
    add) words='--file= --endpoint= --account= --json --help' ;;
    list) words='--state= --json --help' ;;
    status) words='--json --help' ;;
    check) words='--json --help' ;;
    verify) words='--json --help' ;;
    export) words='--format= --output= --json --help' ;;
    update) words='--do= --json --help' ;;
    esac
  fi
  case "$last" in
    --state=*) words='checking running ready downloading archived failed not-found stalled lost' ;;
    --format=*) words='json csv' ;;
    --do=*) words='look fetch install restart' ;;
    --file=* | --output=*)
      mapfile -t COMPREPLY < <(compgen -f -- "${last#*=}")
      return
      ;;
  esac
  [ "$current" = '=' ] && current=''
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
}
complete -o default -F _reelkeep reelkeep
