/** Settings, Notifications. */
export const notifications = {
  heading: 'Notify me when…',
  archived: 'A video is archived',
  archivedHint: 'Click the notification to show the video.',
  failed: 'A video fails or is lost',
  failedHint: "With the provider's own reason.",
  troubles: 'Something holds up my videos',
  troublesHint: 'Such as a refused key, a full disk or a disconnected drive. You are told once.',
  deadlines: 'A video expires soon',
  deadlinesHint: '72, 24, 6 and 1 hours before it expires, unless it is saved by then.',
  offers: 'Task IDs are found',
  offersHint: 'In the watched folder or in what you copy, if you turned that on under General.',
  sound: 'Play a sound',
  quietHours: 'Quiet hours',
  quietHoursHint:
    'Only videos that expire within 6 hours are announced then. You hear of the rest afterwards.',
  from: 'From',
  to: 'To',
  test: 'Send a test notification',
};
