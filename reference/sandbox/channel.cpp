#include "reference/sandbox/channel.h"

#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace reference::sandbox {
namespace {

// One packet of one byte, beside which a descriptor travels.
struct Packet {
  char byte = 'r';
  iovec data{&byte, 1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> room{};
  msghdr header{};

  Packet() {
    header.msg_iov = &data;
    header.msg_iovlen = 1;
    header.msg_control = room.data();
    header.msg_controllen = room.size();
  }
  Packet(const Packet&) = delete;
  Packet& operator=(const Packet&) = delete;
};

}  // namespace

bool send_all(int channel, std::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = send(channel, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return shutdown(channel, SHUT_WR) == 0;
}

std::string receive_all(int channel) {
  std::string text;
  std::array<char, 4096> piece{};
  for (;;) {
    const ssize_t got = recv(channel, piece.data(), piece.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(got));
  }
}

bool send_descriptor(int socket, int descriptor) {
  Packet packet;
  cmsghdr* control = CMSG_FIRSTHDR(&packet.header);
  control->cmsg_level = SOL_SOCKET;
  control->cmsg_type = SCM_RIGHTS;
  control->cmsg_len = CMSG_LEN(sizeof descriptor);
  std::memcpy(CMSG_DATA(control), &descriptor, sizeof descriptor);
  ssize_t sent = -1;
  do {
    sent = sendmsg(socket, &packet.header, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent == 1;
}

int receive_descriptor(int socket, bool& more) {
  Packet packet;
  ssize_t got = -1;
  do {
    got = recvmsg(socket, &packet.header, MSG_CMSG_CLOEXEC);
  } while (got < 0 && errno == EINTR);
  more = got > 0 || (got < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM));
  const cmsghdr* control = got == 1 ? CMSG_FIRSTHDR(&packet.header) : nullptr;
  if (control == nullptr || control->cmsg_type != SCM_RIGHTS) return -1;
  int descriptor = -1;
  std::memcpy(&descriptor, CMSG_DATA(control), sizeof descriptor);
  return descriptor;
}

}  // namespace reference::sandbox
