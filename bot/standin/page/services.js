// Service messages in words: «тема создана», «сообщение закреплено» and the like.

const who = (message) => message.from.first_name;

const WORDS = {
  forum_topic_created: (made) => `Создана тема: ${made.name}`,
  forum_topic_edited: (made) => (made.name ? `Тема переименована: ${made.name}` : "У темы новый значок"),
  forum_topic_closed: () => "Тема закрыта",
  forum_topic_reopened: () => "Тема снова открыта",
  pinned_message: (_, message) => `${who(message)}: закреплено сообщение`,
  new_chat_members: (people) => `В группе: ${people.map((person) => person.first_name).join(", ")}`,
  left_chat_member: (person) => `Группу покидает ${person.first_name}`,
  migrate_to_chat_id: () => "Группа стала супергруппой",
  migrate_from_chat_id: () => "Группа стала супергруппой",
};

/** The words of a service message. */
export function serviceText(message) {
  const name = Object.keys(WORDS).find((field) => message[field] !== undefined);
  return name ? WORDS[name](message[name], message) : "Служебное сообщение";
}
