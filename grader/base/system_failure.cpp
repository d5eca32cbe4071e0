#include "grader/base/system_failure.h"

#include <cerrno>
#include <system_error>

namespace grader {

Failure system_failure(int error) {
  switch (error) {
    case ENOENT:
      return {"does not exist"};
    case EACCES:
    case EPERM:
      return {"permission denied"};
    case EISDIR:
      return {"is a folder"};
    case ENOTDIR:
      return {"is not a folder"};
    case ENOSPC:
      return {"no space left on the disk"};
    case EROFS:
      return {"the file system is read-only"};
    default:
      return {std::generic_category().message(error)};
  }
}

}  // namespace grader
