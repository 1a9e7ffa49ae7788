import { expect, test } from 'vitest';
import { placeOf, type PlaceProbe } from './place.ts';

const probe = (of: Partial<PlaceProbe>): PlaceProbe => ({
  platform: 'linux',
  home: '/home/mia',
  env: {},
  real: (path) => path,
  fileSystem: () => 0xef53,
  mounts: () => '',
  ...of,
});
const mac = probe({ platform: 'darwin', home: '/Users/mia' });
const windows = probe({ platform: 'win32', home: 'C:\\Users\\mia' });

test.each([
  ['/home/mia/Dropbox/Cases', probe({}), 'Dropbox'],
  ['/home/mia/Dropbox (Lowmere Post)', probe({}), 'Dropbox'],
  ['/home/mia/Nextcloud/Cases', probe({}), 'Nextcloud'],
  ['/home/mia/pCloudDrive', probe({}), 'pCloud'],
  ['/home/mia/Box/Cases', probe({}), 'Box'],
  ['/Users/mia/Library/Mobile Documents/com~apple~CloudDocs/Cases', mac, 'iCloud Drive'],
  ['/Users/mia/Library/CloudStorage/GoogleDrive-mia@example.org/My Drive', mac, 'Google Drive'],
  ['/Users/mia/Library/CloudStorage/Koofr-mia', mac, 'Koofr'],
  ['C:\\Users\\mia\\OneDrive - Lowmere Council\\Cases', windows, 'OneDrive'],
  ['D:\\Work\\Cases', { ...windows, env: { OneDriveCommercial: 'D:\\Work' } }, 'OneDrive'],
  ['G:\\My Drive\\Cases', windows, 'Google Drive'],
  ['C:\\Users\\mia\\iCloudDrive', windows, 'iCloud Drive'],
])('%s is a cloud folder', (path, machine, name) => {
  expect(placeOf(path, machine)).toEqual({ kind: 'cloud', name });
});

const mountinfo = `22 28 0:21 / /proc rw - proc proc rw
28 1 253:1 / / rw - ext4 /dev/vda rw
90 28 0:50 / /home/mia/far\\040away rw - fuse.sshfs mia@server:/cases rw
91 28 0:51 / /home/mia/sealed rw - fuse.gocryptfs /home/mia/.sealed rw
92 28 0:52 / /home/mia/drive rw - fuse.rclone work: rw
`;
const fuse = probe({ fileSystem: () => 0x65735546, mounts: () => mountinfo });

test.each([
  ['/mnt/cases', probe({ fileSystem: () => 0x6969 }), 'NFS'],
  ['/mnt/cases', probe({ fileSystem: () => 0xff534d42 }), 'CIFS'],
  // As a signed number, as some systems tell it.
  ['/mnt/cases', probe({ fileSystem: () => -0x1acb2be }), 'SMB'],
  ['/home/mia/far away/cases', fuse, 'SSHFS'],
  ['\\\\server\\cases', windows, 'Windows share'],
  ['Z:\\cases', { ...windows, real: () => '\\\\?\\UNC\\server\\cases' }, 'Windows share'],
  [
    '/Volumes/Cases/2026',
    { ...mac, mounts: () => '/dev/disk1 on / (apfs, local)\n//mia@server/Cases on /Volumes/Cases (smbfs, nodev, nosuid)\n' },
    'SMB',
  ],
])('%s is a network folder', (path, machine, name) => {
  expect(placeOf(path, machine)).toEqual({ kind: 'network', name });
});

test('a drive of the cloud behind FUSE is known by its program', () => {
  expect(placeOf('/home/mia/drive/cases', fuse)).toEqual({ kind: 'cloud', name: 'rclone' });
});

test.each([
  ['/home/mia/Documents/Assay', probe({})],
  // Words that only look like a service.
  ['/home/mia/Documents/Box', probe({})],
  ['/home/mia/Dropbox-like things', probe({})],
  ['/home/mia/Sync notes', probe({})],
  ['/home/mia/sealed/cases', fuse],
  ['C:\\Users\\mia\\Documents', windows],
  ['\\\\?\\C:\\Users\\mia\\Documents', windows],
  ['/Volumes/Stick', { ...mac, mounts: () => '/dev/disk4s1 on /Volumes/Stick (exfat, local)\n' }],
])('%s is a folder of this machine', (path, machine) => {
  expect(placeOf(path, machine)).toEqual({ kind: 'local', name: '' });
});

test('links are followed, and a folder that is not there yet is judged by the one above', () => {
  const real = (path: string): string => {
    if (path === '/home/mia/cases') return '/home/mia/Dropbox/cases';
    throw new Error('not there');
  };
  expect(placeOf('/home/mia/cases/new/deeper', probe({ real }))).toEqual({ kind: 'cloud', name: 'Dropbox' });
});

test('a machine that answers nothing leaves a folder local', () => {
  const broken = probe({
    real: () => {
      throw new Error('no');
    },
    fileSystem: () => {
      throw new Error('no');
    },
  });
  expect(placeOf('/somewhere', broken)).toEqual({ kind: 'local', name: '' });
  expect(placeOf(import.meta.dirname).kind).toBe('local');
});
