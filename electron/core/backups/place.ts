import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync, statfsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import type { FolderPlace } from '../../../shared/domain/safety.ts';

/** What the system is asked; tests answer themselves. */
export interface PlaceProbe {
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
  /** The path without links, with shares in place of drive letters. */
  real(path: string): string;
  /** Magic number of the file system. */
  fileSystem(path: string): number;
  /** `/proc/self/mountinfo`, or what `mount` prints on macOS. */
  mounts(): string;
}

const thisMachine: PlaceProbe = {
  platform: process.platform,
  home: homedir(),
  env: process.env,
  real: (path) => realpathSync.native(path),
  fileSystem: (path) => statfsSync(path).type,
  mounts: () =>
    process.platform === 'darwin'
      ? execFileSync('/sbin/mount', { encoding: 'utf8', timeout: 2_000 })
      : readFileSync('/proc/self/mountinfo', 'utf8'),
};

/** Folders that a service's program makes, wherever they lie; the name may go on (`OneDrive - Lowmere Council`). */
const cloudFolders: readonly [RegExp, string][] = [
  [/^Dropbox( \(.+\))?$/i, 'Dropbox'],
  [/^OneDrive( - .+)?$/i, 'OneDrive'],
  [/^iCloud ?Drive$/i, 'iCloud Drive'],
  [/^com~apple~CloudDocs$/i, 'iCloud Drive'],
  [/^Google ?Drive( \(.+\))?$/i, 'Google Drive'],
  [/^Nextcloud\d*$/i, 'Nextcloud'],
  [/^ownCloud\d*$/i, 'ownCloud'],
  [/^pCloud ?(Drive|Sync)?$/i, 'pCloud'],
  [/^Box Sync$/i, 'Box'],
  [/^MEGA ?sync( Downloads| Imports)?$/i, 'MEGA'],
  [/^SynologyDrive$/i, 'Synology Drive'],
  [/^Seafile$/i, 'Seafile'],
  [/^Proton ?Drive$/i, 'Proton Drive'],
  [/^Yandex\.Disk( \(.+\))?$/i, 'Yandex Disk'],
  [/^kDrive\d*$/i, 'kDrive'],
  [/^Tresorit$/i, 'Tresorit'],
];

/** Names too plain to mean a service anywhere but in a person's own folder. */
const cloudFoldersAtHome: readonly [RegExp, string][] = [
  [/^Box$/, 'Box'],
  [/^MEGA$/, 'MEGA'],
  [/^Sync$/, 'Sync'],
  [/^Syncthing$/, 'Syncthing'],
];

/** The folders of `~/Library/CloudStorage` on macOS, named service-account. */
const cloudStorage: Readonly<Record<string, string>> = {
  GoogleDrive: 'Google Drive',
  OneDrive: 'OneDrive',
  Dropbox: 'Dropbox',
  Box: 'Box',
  ProtonDrive: 'Proton Drive',
  pCloud: 'pCloud',
};

/** File systems of Linux that lie on another machine, by magic number. */
const networkFileSystems: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xff534d42: 'CIFS',
  0xfe534d42: 'SMB',
  0x5346414f: 'AFS',
  0x564c: 'NCP',
  0x00c36400: 'Ceph',
  0x0bd00bd0: 'Lustre',
  0x47504653: 'GPFS',
  0x73757245: 'Coda',
};
const fuse = 0x65735546;

/** Programs behind FUSE that reach over a network, as the list of mounts names them. */
const remoteFuse: readonly [RegExp, FolderPlace][] = [
  [/sshfs/, { kind: 'network', name: 'SSHFS' }],
  [/gvfsd-fuse/, { kind: 'network', name: 'GVfs' }],
  [/davfs|webdav/, { kind: 'network', name: 'WebDAV' }],
  [/cifs|smbnetfs/, { kind: 'network', name: 'SMB' }],
  [/glusterfs/, { kind: 'network', name: 'GlusterFS' }],
  [/s3fs|goofys/, { kind: 'cloud', name: 'S3' }],
  [/rclone/, { kind: 'cloud', name: 'rclone' }],
  [/google-drive|gdrive/, { kind: 'cloud', name: 'Google Drive' }],
  [/onedrive/, { kind: 'cloud', name: 'OneDrive' }],
  [/pcloud/i, { kind: 'cloud', name: 'pCloud' }],
  [/curlftpfs/, { kind: 'network', name: 'FTP' }],
];

const local: FolderPlace = { kind: 'local', name: '' };

/**
 * What kind of folder a path lies in, as far as can be told: other programs write to a cloud folder, and a network folder
 * keeps no locks. A folder that is not there yet is judged by the one in which it will be. Never throws.
 */
export function placeOf(folder: string, probe: PlaceProbe = thisMachine): FolderPlace {
  const real = realFolder(folder, probe);
  return inCloud(folder, probe) ?? inCloud(real, probe) ?? onNetwork(real, probe) ?? local;
}

function realFolder(folder: string, probe: PlaceProbe): string {
  for (let at = folder; ; at = dirname(at)) {
    try {
      return probe.real(at);
    } catch {
      if (dirname(at) === at) return folder;
    }
  }
}

const segmentsOf = (path: string): string[] => path.split(/[\\/]+/).filter((segment) => segment !== '');

function inCloud(path: string, { platform, home, env }: PlaceProbe): FolderPlace | null {
  const segments = segmentsOf(path);
  const cloud = (name: string): FolderPlace => ({ kind: 'cloud', name });
  for (const variable of ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial']) {
    const root = env[variable];
    if (root && startsWith(segments, segmentsOf(root))) return cloud('OneDrive');
  }
  if (platform === 'darwin') {
    const at = segments.indexOf('Library');
    if (at >= 0 && segments[at + 1] === 'Mobile Documents') return cloud('iCloud Drive');
    const store = at >= 0 && segments[at + 1] === 'CloudStorage' ? segments[at + 2] : undefined;
    if (store !== undefined) return cloud(cloudStorage[store.split('-')[0]!] ?? store.split('-')[0]!);
  }
  if (platform === 'win32' && segments[1] === 'My Drive') return cloud('Google Drive');
  for (const segment of segments) for (const [pattern, name] of cloudFolders) if (pattern.test(segment)) return cloud(name);
  const own = segmentsOf(home);
  const first = startsWith(segments, own) ? segments[own.length] : undefined;
  const found = first === undefined ? undefined : cloudFoldersAtHome.find(([pattern]) => pattern.test(first));
  return found ? cloud(found[1]) : null;
}

const startsWith = (segments: readonly string[], with_: readonly string[]): boolean =>
  with_.length > 0 && with_.every((segment, index) => segment === segments[index]);

function onNetwork(path: string, probe: PlaceProbe): FolderPlace | null {
  if (probe.platform === 'win32') return /^(\\\\\?\\UNC\\|\\\\(?![?.]\\))/.test(path) ? { kind: 'network', name: 'Windows share' } : null;
  try {
    if (probe.platform === 'darwin') return path.startsWith('/Volumes/') ? mountOfMac(path, probe.mounts()) : null;
    // Signed on some systems.
    const magic = probe.fileSystem(path) >>> 0;
    const name = networkFileSystems[magic];
    if (name !== undefined) return { kind: 'network', name };
    return magic === fuse ? behindFuse(path, probe.mounts()) : null;
  } catch {
    return null;
  }
}

function behindFuse(path: string, mountinfo: string): FolderPlace | null {
  // 36 35 98:0 /root /mount/point options - type source options
  const mounts = mountinfo.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const point = before
      .split(' ')[4]
      ?.replaceAll(/\\(\d{3})/g, (_escape, digits: string) => String.fromCodePoint(Number.parseInt(digits, 8)));
    return point !== undefined && under(path, point) ? [{ point, what: after.split(' ').slice(0, 2).join(' ') }] : [];
  });
  // The last of the deepest is the one on top.
  const [top] = mounts.toReversed().toSorted((a, b) => b.point.length - a.point.length);
  return remoteFuse.find(([pattern]) => top !== undefined && pattern.test(top.what))?.[1] ?? null;
}

const macFileSystems: Readonly<Record<string, string>> = { smbfs: 'SMB', nfs: 'NFS', afpfs: 'AFP', webdav: 'WebDAV', cifs: 'CIFS' };

function mountOfMac(path: string, mounts: string): FolderPlace | null {
  // //mia@server/share on /Volumes/share (smbfs, nodev, nosuid)
  const points = [...mounts.matchAll(/ on (.+) \((\w+)[,)]/g)].filter(([, point]) => under(path, point!));
  const [deepest] = points.toSorted((a, b) => b[1]!.length - a[1]!.length);
  const name = deepest && macFileSystems[deepest[2]!];
  return name === undefined ? null : { kind: 'network', name };
}

const under = (path: string, folder: string): boolean => folder === '/' || path === folder || path.startsWith(`${folder}/`);
