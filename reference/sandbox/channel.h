// Texts and file descriptors between processes. Internal to reference/sandbox.
#pragma once

#include <string>
#include <string_view>

namespace reference::sandbox {

// All of it, then the end of this direction. False if the other side is gone.
bool send_all(int channel, std::string_view text);
// Until the other side ends it.
std::string receive_all(int channel);

// Over a socket of packets. receive_descriptor() returns -1 for one that did not arrive, and sets
// `more` to false when the other side is gone.
bool send_descriptor(int socket, int descriptor);
int receive_descriptor(int socket, bool& more);

}  // namespace reference::sandbox
