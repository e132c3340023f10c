/** The settings' window and its sections. */
export const dialog = {
  title: 'Settings',
  sections: 'Settings sections',
  tabs: {
    accounts: 'Accounts',
    archive: 'Archive',
    downloads: 'Downloads',
    notifications: 'Notifications',
    general: 'General',
    updates: 'Updates',
  },
};
