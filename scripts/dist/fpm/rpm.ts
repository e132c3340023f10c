import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FpmRequest } from './request.ts';

/** What a script of an rpm is, by fpm’s options. */
const sections = [
  ['--before-install', '%pre'],
  ['--after-install', '%post'],
  ['--before-remove', '%preun'],
  ['--after-remove', '%postun'],
] as const;

/** In a spec file a percent sign begins a macro. */
const plain = (text: string): string => text.replaceAll('%', '%%');

/**
 * The spec file.
 * @param scripts the texts of the scripts, by fpm’s options
 * @see https://rpm-software-management.github.io/rpm/manual/spec.html
 */
export function spec(request: FpmRequest, scripts: ReadonlyMap<string, string>): string {
  const option = (name: string): string => plain(request.options.get(name) ?? '').trim();
  const fields: readonly (readonly [name: string, value: string])[] = [
    ['Name', option('--name')],
    ['Version', option('--version').replaceAll('-', '~')],
    ['Release', option('--iteration') || '1'],
    ['Summary', option('--rpm-summary') || (option('--description').split('\n')[0] ?? '')],
    ['License', option('--license')],
    ['URL', option('--url')],
    ['Packager', option('--maintainer')],
    // Ours are named, and what lies beside the executable serves nobody else.
    ['AutoReqProv', 'no'],
    ...request.depends.map((each) => ['Requires', plain(each)] as const),
  ];
  const targets = request.files.map(([, to]) => to.replace(/\/$/, ''));
  const folders = request.folders.filter((each) => !targets.includes(each));
  const bodies = sections.flatMap(([name, section]) => {
    const text = scripts.get(name);
    return text === undefined ? [] : [`${section} -p /bin/sh\n${plain(text).trim()}\n`];
  });
  return [
    ...fields.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`),
    `\n%description\n${option('--description')}\n`,
    ...bodies,
    '%files\n%defattr(-,root,root,-)',
    ...folders.map((each) => `%dir "${plain(each)}"`),
    ...targets.map((to) => `"${plain(to)}"`),
    '',
  ].join('\n');
}

const architectures: Readonly<Record<string, string | undefined>> = {
  amd64: 'x86_64',
  arm64: 'aarch64',
};

/** zstd, and never in threads whose number shows in the bytes. */
function payload(request: FpmRequest): string {
  return `w${request.options.get('--rpm-compression-level') ?? '19'}.zstdio`;
}

/** Makes the package out of a staged root, with the system’s rpmbuild. */
export function makeRpm(request: FpmRequest, root: string, workDir: string): void {
  const scripts = new Map(
    sections.flatMap(([name]) => {
      const path = request.options.get(name);
      return path === undefined ? [] : [[name, readFileSync(path, 'utf8')] as const];
    }),
  );
  const specPath = join(workDir, 'reelkeep.spec');
  writeFileSync(specPath, spec(request, scripts));
  const given = request.options.get('--architecture') ?? '';
  const arch = architectures[given] ?? given;
  const packages = join(workDir, 'packages');
  const defines = {
    _topdir: join(workDir, 'top'),
    _rpmdir: packages,
    _build_id_links: 'none',
    __os_install_post: '%{nil}',
    _binary_payload: payload(request),
    // The same bytes from the same sources: no time, no name of the machine that built it.
    use_source_date_epoch_as_buildtime: '1',
    clamp_mtime_to_source_date_epoch: '1',
    _buildhost: 'reelkeep',
  };
  const args = Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
  execFileSync(
    'rpmbuild',
    ['-bb', '--quiet', '--target', arch, '--buildroot', root, ...args, specPath],
    {
      stdio: 'inherit',
    },
  );
  const [name = ''] = readdirSync(join(packages, arch));
  cpSync(join(packages, arch, name), request.output);
}
