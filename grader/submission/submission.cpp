#include "grader/submission/submission.h"

#include <fmt/format.h>

#include <exception>
#include <filesystem>

#include "grader/base/sha256.h"
#include "grader/base/text.h"
#include "grader/submission/names.h"
#include "grader/submission/sheet.h"
#include "grader/submission/student_file.h"

namespace grader {
namespace {

namespace fs = std::filesystem;

enum class Format { sheet, student_file, unknown };

Format format_of(const std::string& path) {
  const std::string extension = lower_case(fs::path(path).extension().string());
  if (extension == ".csv") return Format::sheet;
  if (extension == ".yaml" || extension == ".yml") return Format::student_file;
  return Format::unknown;
}

// "submissions" for `../submissions/`.
std::string last_name(const std::string& path) {
  const fs::path normal = fs::path(path).lexically_normal();
  return (normal.has_filename() ? normal : normal.parent_path()).filename().string();
}

// One file to read.
struct Item {
  std::string path;
  std::string name;  // as in Received::input
};

class ClassReader final : public SubmissionReader {
 public:
  ClassReader(const Files& files, std::vector<std::string> paths, const Exam& exam)
      : files_(files), paths_(std::move(paths)), exam_(exam), names_(exam) {}

  std::optional<Received> next() override {
    while (true) {
      if (sheet_) {
        if (auto received = sheet_->next()) return received;
        sheet_.reset();
      }
      if (next_item_ < items_.size()) {
        if (auto received = open(items_[next_item_++])) return received;
      } else if (next_path_ < paths_.size()) {
        if (auto received = enter(paths_[next_path_++])) return received;
      } else {
        return std::nullopt;
      }
    }
  }

  const std::vector<InputFile>& inputs() const override { return inputs_; }

 private:
  static Received unreadable(const std::string& path, const std::string& name,
                             const ReadFailure& why) {
    Received received;
    received.input = name;
    received.diagnostics.error(*why.code, whole_file(path),
                               "cannot read this file: " + why.message);
    return received;
  }

  // Lists a folder, or takes a file as the only item.
  std::optional<Received> enter(const std::string& path) {
    items_.clear();
    next_item_ = 0;
    const std::string name = last_name(path);
    if (files_.kind(path) != Files::Kind::folder) {
      if (format_of(path) == Format::unknown && files_.kind(path) == Files::Kind::file) {
        return unreadable(path, name, {"its name ends in none of .csv, .yaml and .yml"});
      }
      items_.push_back({path, name});
      return std::nullopt;
    }
    const auto listed = files_.list(path);
    if (!listed) return unreadable(path, name, {listed.error().message});
    for (const std::string& entry : *listed) {
      if (entry.starts_with('.') || format_of(entry) == Format::unknown) continue;
      items_.push_back({(fs::path(path) / entry).string(), entry});
    }
    if (!items_.empty()) return std::nullopt;
    Received received;
    received.input = name;
    received.diagnostics.warning(code::empty_file, whole_file(path), "this folder holds no answers",
                                 "answers are files that end in .csv, .yaml or .yml");
    return received;
  }

  std::optional<Received> open(const Item& item) {
    const Format format = format_of(item.path);
    auto content =
        files_.read(item.path, format == Format::sheet ? largest::table : largest::student_file);
    if (!content) {
      Received received = unreadable(item.path, item.name, content.error());
      if (format == Format::student_file) received.student = fs::path(item.name).stem().string();
      return received;
    }
    inputs_.push_back({item.name, sha256(*content)});
    if (format != Format::sheet) return read_student(item, *std::move(content));
    sheet_.emplace(item.path, item.name, *std::move(content), exam_, names_);
    return std::nullopt;
  }

  // A failure of ours at one file costs that file only.
  Received read_student(const Item& item, std::string content) const {
    try {
      return read_student_file(item.path, item.name, std::move(content), names_);
    } catch (const std::exception& error) {
      Received received;
      received.input = item.name;
      received.student = fs::path(item.name).stem().string();
      received.diagnostics.error(code::internal, whole_file(item.path),
                                 fmt::format("we failed at reading this file: {}", error.what()));
      return received;
    }
  }

  const Files& files_;
  std::vector<std::string> paths_;
  const Exam& exam_;
  AnswerNames names_;
  std::size_t next_path_ = 0;
  std::vector<Item> items_;  // of the path that was entered last
  std::size_t next_item_ = 0;
  std::optional<SheetReader> sheet_;  // the sheet that is being read
  std::vector<InputFile> inputs_;
};

}  // namespace

std::unique_ptr<SubmissionReader> open_submissions(const Files& files,
                                                   std::vector<std::string> paths,
                                                   const Exam& exam) {
  return std::make_unique<ClassReader>(files, std::move(paths), exam);
}

}  // namespace grader
