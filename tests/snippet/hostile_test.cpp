// Snippets that outsiders may write to make the grader slow, big or wrong, through the whole
// evaluator: each is refused with a message that says why, long before it costs much.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include "reference/evaluator/code.h"

namespace reference::evaluator {
namespace {

constexpr std::string_view images =
    "img = (np.arange(30000) % 251).astype(np.uint8).reshape(100, 100, 3)\n"
    "gray = img[:, :, 1].copy()";

std::string run(std::string_view text) {
  static const Inputs inputs = [] { return *Code::parse(images)->prepare({}); }();
  const auto code = Code::parse(text);
  if (!code) return fmt::format("{}: {}", code.error().type, code.error().message);
  // As many steps and as much work as are soon done with sanitizers; of memory what is usual.
  Options options;
  options.limits.steps = 100'000;
  options.limits.work = 0.1e9;
  const auto outcome = code->run(inputs, options);
  if (outcome) return "a value";
  return fmt::format("{}: {}", outcome.error().type, outcome.error().message);
}

struct Case {
  std::string_view text;
  std::string_view result;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& one : cases) {
    CAPTURE(one.text);
    CHECK(run(one.text) == one.result);
  }
}

}  // namespace

TEST_SUITE("snippet") {
  TEST_CASE("arrays and images that are too large, or too much work, are refused") {
    check({
        {"np.zeros((10**6, 10**6))", "LimitExceeded: more than 256 MB of memory"},
        {"np.ones(10**9)", "LimitExceeded: more than 256 MB of memory"},
        {"np.empty((10**5, 10**5), dtype=np.uint8)", "LimitExceeded: more than 256 MB of memory"},
        {"np.full((10**6, 10**6), 7)", "LimitExceeded: more than 256 MB of memory"},
        {"np.arange(10**10)", "LimitExceeded: more than 256 MB of memory"},
        {"np.arange(0, 1, 1e-12)", "LimitExceeded: more than 256 MB of memory"},
        {"np.linspace(0, 1, 10**10)", "LimitExceeded: more than 256 MB of memory"},
        {"np.eye(10**6)", "LimitExceeded: more than 256 MB of memory"},
        {"np.identity(10**6)", "LimitExceeded: more than 256 MB of memory"},
        {"np.zeros((10**6, 1)) + np.zeros((1, 10**6))",
         "LimitExceeded: more than 256 MB of memory"},
        {"np.broadcast_to(gray, (10**6,) + gray.shape).copy()",
         "LimitExceeded: more than 256 MB of memory"},
        {"np.broadcast_to(gray, (10**9,) + gray.shape).sum()",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.tile(img, (10**6, 10**6, 1))", "LimitExceeded: more than 256 MB of memory"},
        {"np.repeat(img, 10**9)", "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.pad(gray, 10**6)", "LimitExceeded: more than 256 MB of memory"},
        {"np.kron(np.ones((10**4, 10**4)), np.ones((10**4, 10**4)))",
         "LimitExceeded: more than 256 MB of memory"},
        {"np.outer(np.arange(10**6), np.arange(10**6))",
         "LimitExceeded: more than 256 MB of memory"},
        {"np.meshgrid(np.arange(10**6), np.arange(10**6))",
         "LimitExceeded: more than 256 MB of memory"},
        {"np.mgrid[0:10**6, 0:10**6]", "LimitExceeded: more than 256 MB of memory"},
        {"np.indices((10**6, 10**6))", "LimitExceeded: more than 256 MB of memory"},
        {"np.einsum('i,j,k,l', np.arange(1000), np.arange(1000), np.arange(1000), np.arange(1000))",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.ones((5000, 5000)) @ np.ones((5000, 5000))",
         "LimitExceeded: more than 256 MB of memory"},
        {"np.linalg.inv(np.eye(5000))", "LimitExceeded: more than 256 MB of memory"},
        {"np.linalg.svd(np.ones((3000, 3000)))",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.sort(np.zeros(3 * 10**7))", "LimitExceeded: more than 256 MB of memory"},
        {"np.convolve(np.ones(10**6), np.ones(10**6))",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.histogram(gray, bins=10**9)", "LimitExceeded: more than 256 MB of memory"},
        {"np.concatenate([img] * 10**6)", "LimitExceeded: more than 100000 steps"},
        {"np.stack([np.zeros((1000, 1000))] * 1000)", "LimitExceeded: more than 256 MB of memory"},
        {"np.fft.fft(np.zeros(10), 10**10)", "LimitExceeded: more than 256 MB of memory"},
        {"np.fft.fft(np.zeros(9999991))",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.lib.stride_tricks.sliding_window_view(np.zeros((3000, 3000)), (1000, 1000)).sum()",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.take(gray, np.zeros((10**5, 10**5), dtype=int))",
         "LimitExceeded: more than 256 MB of memory"},
        {"np.unique(np.arange(10**8))", "LimitExceeded: more than 256 MB of memory"},
        {"np.array([[0] * 10**5] * 10**5)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.array([0] * 10**8)", "LimitExceeded: more than 256 MB of memory"},
        {"cv2.resize(img, (10**6, 10**6))", "LimitExceeded: more than 256 MB of memory"},
        {"cv2.resize(img, (0, 0), fx=1e6, fy=1e6)", "LimitExceeded: more than 256 MB of memory"},
        {"cv2.resize(img, None, fx=1e300, fy=1e300)", "LimitExceeded: more than 256 MB of memory"},
        {"cv2.copyMakeBorder(img, 10**9, 10**9, 10**9, 10**9, cv2.BORDER_REFLECT)",
         "LimitExceeded: a call of `cv2.copyMakeBorder` that may take more than a second"},
        {"cv2.copyMakeBorder(img, 2**31 - 1, 2**31 - 1, 0, 0, cv2.BORDER_CONSTANT)",
         "LimitExceeded: a call of `cv2.copyMakeBorder` that may take more than a second"},
        {"cv2.warpAffine(img, np.float32([[1, 0, 0], [0, 1, 0]]), (10**6, 10**6))",
         "LimitExceeded: a call of `cv2.warpAffine` that may take more than a second"},
        {"cv2.warpPerspective(img, np.eye(3), (10**5, 10**5))",
         "LimitExceeded: a call of `cv2.warpPerspective` that may take more than a second"},
        {"cv2.repeat(img, 10**6, 10**6)",
         "LimitExceeded: a call of `cv2.repeat` that may take more than a second"},
        {"cv2.hconcat([img] * 10**6)",
         "LimitExceeded: a list of more than 100000 items for OpenCV"},
        {"cv2.GaussianBlur(img, (100001, 100001), 0)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"cv2.GaussianBlur(img, (0, 0), 1e6)",
         "LimitExceeded: a call of `cv2.GaussianBlur` that may take more than a second"},
        {"cv2.GaussianBlur(cv2.resize(img, (4000, 4000)), (0, 0), 100)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"cv2.getGaussianKernel(10**9 + 1, 1)", "LimitExceeded: more than 256 MB of memory"},
        {"cv2.blur(img, (10**9, 10**9))",
         "LimitExceeded: a call of `cv2.blur` that may take more than a second"},
        {"cv2.boxFilter(img, -1, (30001, 30001))",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"cv2.medianBlur(img, 999999999)", "LimitExceeded: more than 256 MB of memory"},
        {"cv2.bilateralFilter(cv2.resize(img, (3000, 3000)), 300, 75, 75)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"cv2.bilateralFilter(img, -1, 75, 1e9)",
         "LimitExceeded: a call of `cv2.bilateralFilter` that may take more than a second"},
        {"cv2.filter2D(cv2.resize(img, (4000, 4000)), -1, np.ones((101, 101)))",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"cv2.filter2D(img, -1, np.ones((20001, 20001), np.float32))",
         "LimitExceeded: more than 256 MB of memory"},
        {"cv2.getStructuringElement(cv2.MORPH_RECT, (10**6, 10**6))",
         "LimitExceeded: a call of `cv2.getStructuringElement` that may take more than a second"},
        {"cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (30000, 30000))",
         "LimitExceeded: a call of `cv2.getStructuringElement` that may take more than a second"},
        {"cv2.erode(img, None, iterations=10**9)",
         "LimitExceeded: a call of `cv2.erode` that may take more than a second"},
        {"cv2.dilate(img, np.ones((9999, 9999), np.uint8))",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"cv2.morphologyEx(img, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8), iterations=2**31 - 1)",
         "LimitExceeded: a call of `cv2.morphologyEx` that may take more than a second"},
        {"cv2.getDerivKernels(1, 1, 10**9)", "LimitExceeded: more than 256 MB of memory"},
        {"cv2.dft(np.zeros((9973, 9973)))", "LimitExceeded: more than 256 MB of memory"},
        {"cv2.dft(np.zeros((3001, 3001), np.float32))",
         "LimitExceeded: more than 256 MB of memory"},
        {"cv2.matchTemplate(cv2.resize(gray, (8000, 8000)), gray, cv2.TM_CCOEFF)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"cv2.calcHist([gray], [0], None, [2**31 - 1], [0, 256])",
         "LimitExceeded: a call of `cv2.calcHist` that may take more than a second"},
        {"cv2.calcHist([img], [0, 1, 2], None, [10**4, 10**4, 10**4], [0, 256, 0, 256, 0, 256])",
         "LimitExceeded: a call of `cv2.calcHist` that may take more than a second"},
        {"cv2.line(img, (0, 0), (2**31 - 1, 2**31 - 1), 255, 1)",
         "LimitExceeded: coordinates beyond a million pixels"},
        {"cv2.line(img, (-2**31, 5), (2**31 - 1, 6), 255, 32767)",
         "LimitExceeded: coordinates beyond a million pixels"},
        {"cv2.circle(img, (5, 5), 10**9, 255, -1)",
         "LimitExceeded: coordinates beyond a million pixels"},
        {"cv2.rectangle(img, (0, 0), (2**31 - 1, 2**31 - 1), 255, 5)",
         "LimitExceeded: coordinates beyond a million pixels"},
        {"cv2.putText(img, 'a' * 10**6, (0, 0), 0, 1e9, 255)",
         "LimitExceeded: coordinates beyond a million pixels"},
        {"cv2.fillPoly(img, [np.array([[0, 0], [2**31 - 1, 0], [0, 2**31 - 1]])], 255)",
         "LimitExceeded: coordinates beyond a million pixels"},
        {"cv2.gemm(np.ones((3000, 3000)), np.ones((3000, 3000)), 1, None, 0)",
         "LimitExceeded: a call of `cv2.gemm` that may take more than a second"},
        {"cv2.remap(img, np.zeros((10**5, 10**5), np.float32), np.zeros((10**5, 10**5), "
         "np.float32), 1)",
         "LimitExceeded: more than 256 MB of memory"},
        {"cv2.flip(np.broadcast_to(img, (10**6,) + img.shape), 0)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"cv2.cornerHarris(gray, 10**6, 3, 0.04)",
         "LimitExceeded: a call of `cv2.cornerHarris` that may take more than a second"},
        {"cv2.adaptiveThreshold(gray, 255, 0, 0, 10**9 + 1, 2)",
         "LimitExceeded: a call of `cv2.adaptiveThreshold` that may take more than a second"},
        {"cv2.getRectSubPix(img, (10**6, 10**6), (5, 5))",
         "LimitExceeded: a call of `cv2.getRectSubPix` that may take more than a second"},
        {"cv2.pyrUp(cv2.resize(img, (6000, 6000)))",
         "LimitExceeded: a call of `cv2.resize` that may take more than a second"},
    });
  }

  TEST_CASE("lists, loops and recursion that have no end are refused") {
    check({
        {"[0] * 10**10", "LimitExceeded: more than 256 MB of memory"},
        {"[[0] * 10**6] * 10**6", "LimitExceeded: a value of more than 1000000 items"},
        {"'a' * 10**12", "LimitExceeded: a text of more than 1000000 characters"},
        {"'a' * 200000000", "LimitExceeded: a text of more than 1000000 characters"},
        {"x = []\nfor i in range(10**6): x = x + ['a' * 10**6]",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"x = 'a' * 10**6\nfor i in range(10**6): x[1:]",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"('a' * 500000 + 'b') in ('a' * 10**6)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"x = [0] * 10**6\nfor i in range(10**5): x[:1] = [0]",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"x = [0] * 10**6\nfor i in range(10**5): x[1:]",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"x = [0] * 10**6\nfor i in range(10**5): x + [1]",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"x = [0] * 10**6\nfor i in range(10**5): x *= 1",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"x = [0] * 10**6\nfor i in range(10**5): x.reverse()",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"list(zip(*np.zeros((60000, 0))))", "LimitExceeded: more than 50000 items after `*`"},
        {"[[i for j in range(9)] for i in range(10**5)]", "LimitExceeded: more than 100000 steps"},
        {"(0,) * 10**12", "LimitExceeded: more than 256 MB of memory"},
        {"list(range(10**9))", "LimitExceeded: more than 100000 steps"},
        {"tuple(range(10**12))", "LimitExceeded: more than 100000 steps"},
        {"sorted(range(10**9))", "LimitExceeded: more than 100000 steps"},
        {"sum(range(10**10))", "LimitExceeded: more than 100000 steps"},
        {"max(range(10**12))", "LimitExceeded: more than 100000 steps"},
        {"[i for i in range(10**9)]", "LimitExceeded: more than 100000 steps"},
        {"[(i, j) for i in range(10**5) for j in range(10**5)]",
         "LimitExceeded: more than 100000 steps"},
        {"sum(i for i in range(10**12))", "LimitExceeded: more than 100000 steps"},
        {"list(zip(range(10**9), range(10**9)))", "LimitExceeded: more than 100000 steps"},
        {"all(True for i in range(10**12))", "LimitExceeded: more than 100000 steps"},
        {"10**9 in range(10**12)", "a value"},
        {"for i in range(10**12): pass", "LimitExceeded: more than 100000 steps"},
        {"for i in np.broadcast_to(0, (10**12,)): pass", "LimitExceeded: more than 100000 steps"},
        {"x = [0]\nfor i in x: x.append(i)", "LimitExceeded: more than 100000 steps"},
        {"x = 'a'\nfor i in range(10**6): x += x",
         "LimitExceeded: a text of more than 1000000 characters"},
        {"x = [1]\nfor i in range(10**6): x = x + x", "LimitExceeded: more than 256 MB of memory"},
        {"x = (1,)\nfor i in range(100): x = (x, x)\ny = (1,)\nfor i in range(100): y = (y, y)\nx "
         "== y",
         "LimitExceeded: more than 100000 steps"},
        {"x = gray\nfor i in range(1000): x = np.concatenate([x, x])",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"def f(n): return f(n + 1)\nf(0)", "RecursionError: maximum recursion depth exceeded"},
        {"def f(n): return f(n - 1) + f(n - 1) if n > 0 else 1\nf(100)",
         "LimitExceeded: more than 100000 steps"},
        {"def f(n): return [f(n - 1) for i in range(9)] if n > 0 else 1\nf(100)",
         "LimitExceeded: more than 100000 steps"},
        {"def f(x): return sorted([1, 2], key=f)\nf(1)",
         "RecursionError: maximum recursion depth exceeded"},
        {"for i in range(10**6): cv2.cvtColor(img, cv2.COLOR_BGR2GRAY)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"for i in range(10**6): img + 1",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"for i in range(10**9): cv2.GaussianBlur(img, (31, 31), 0)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
    });
  }

  TEST_CASE("whole numbers beyond 64 bits are refused") {
    check({
        {"2**10**9", "NotSupported: `int` is not supported beyond 64 bits"},
        {"2**64", "NotSupported: `int` is not supported beyond 64 bits"},
        {"9**9**9", "NotSupported: `int` is not supported beyond 64 bits"},
        {"10**400", "NotSupported: `int` is not supported beyond 64 bits"},
        {"1 << 10**9", "NotSupported: `int` is not supported beyond 64 bits"},
        {"-9223372036854775807 - 2", "NotSupported: `int` is not supported beyond 64 bits"},
        {"99999999999999999999", "NotSupported: `99999999999999999999` does not fit 64 bits"},
        {"int(1e300)", "NotSupported: `int` is not supported beyond 64 bits"},
        {"round(1e300)", "NotSupported: `int` is not supported beyond 64 bits"},
        {"int('9' * 1000)", "NotSupported: `int` is not supported beyond 64 bits"},
        {"np.array(2**64)", "NotSupported: `int` is not supported beyond 64 bits"},
        {"round(2**63)", "NotSupported: `int` is not supported beyond 64 bits"},
        {"range(2**63)", "NotSupported: `int` is not supported beyond 64 bits"},
        {"abs(-2**63 - 1)", "NotSupported: `int` is not supported beyond 64 bits"},
        {"round(2**63 - 1, -1)", "NotSupported: `int` is not supported beyond 64 bits"},
        {"round(2**63 - 1, -19)", "NotSupported: `int` is not supported beyond 64 bits"},
        {"range(np.uint64(2**63))", "NotSupported: `int` is not supported beyond 64 bits"},
        {"gray[10**30]", "NotSupported: `int` is not supported beyond 64 bits"},
    });
  }

  TEST_CASE("names that lead out of the snippet are no names") {
    check({
        {"sorted([1, 2], key=lambda x: x)", "NotSupported: `lambda` is not supported"},
        {"().__class__", "NotSupported: `__class__` is not supported"},
        {"img.__array_interface__", "NotSupported: `__array_interface__` is not supported"},
        {"__import__('os')", "NotSupported: `__import__` is not supported"},
        {"__builtins__", "NotSupported: `__builtins__` is not supported"},
        {"print.__self__", "NotSupported: `__self__` is not supported"},
        {"np.__dict__", "NotSupported: `__dict__` is not supported"},
        {"np.ctypeslib.ctypes", "NotSupported: `np.ctypeslib` is not supported"},
        {"np.core", "NotSupported: `np.core` is not supported"},
        {"np.load('x')", "NotSupported: `np.load` is not supported"},
        {"np.save('x', img)", "NotSupported: `np.save` is not supported"},
        {"np.fromfile('x')", "NotSupported: `np.fromfile` is not supported"},
        {"np.loadtxt('/etc/passwd')", "NotSupported: `np.loadtxt` is not supported"},
        {"cv2.imwrite('x.png', img)", "NotSupported: `cv2.imwrite` is not supported"},
        {"cv2.VideoCapture(0)", "NotSupported: `cv2.VideoCapture` is not supported"},
        {"img.tofile('x')", "NotSupported: `ndarray.tofile` is not supported"},
        {"img.dump('x')", "NotSupported: `ndarray.dump` is not supported"},
        {"open('/etc/passwd')", "NotSupported: `open` is not supported"},
        {"eval('1')", "NotSupported: `eval` is not supported"},
        {"exec('1')", "NotSupported: `exec` is not supported"},
        {"globals()", "NotSupported: `globals` is not supported"},
        {"getattr(img, 'shape')", "NotSupported: `getattr` is not supported"},
        {"import os",
         "NotSupported: this import is not supported; `import numpy as np` and `import cv2` are "
         "known"},
        {"from numpy import *", "NotSupported: `from` is not supported"},
        {"import numpy",
         "NotSupported: this import is not supported; `import numpy as np` and `import cv2` are "
         "known"},
        {"x = []\nx.append(x)", "NotSupported: `list` is not supported that contains itself"},
        {"x = [[]]\nx[0].append(x)", "NotSupported: `list` is not supported that contains itself"},
    });
  }

  TEST_CASE("what Python does not know either is the snippet's error") {
    check({
        {"np.broadcast_to(0, (10**9, 10**9)).sum()",
         "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
         "possible size."},
        {"np.broadcast_to(0, (10**9, 10**9)) + 1",
         "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
         "possible size."},
        {"np.pad(gray, ((10**9, 10**9), (10**9, 10**9)))",
         "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
         "possible size."},
        {"np.bincount(np.array([2**62]))",
         "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
         "possible size."},
        {"x = [1]\nfor i in range(100): x = [x, x]\nnp.array(x)",
         "ValueError: setting an array element with a sequence. The requested array would exceed "
         "the maximum number of dimension of 32."},
        {"np.arange(-2**63, 2**63 - 1)", "ValueError: Maximum allowed size exceeded"},
        {"np.reshape(gray, (2**62, 4))",
         "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
         "possible size."},

        {"np.einsum('ij->F\u00f9', gray)",
         "NotSupported: `str` is not supported with letters beyond ASCII here"},
        {"foo", "NameError: name 'foo' is not defined"},
        {"np.foo", "AttributeError: module 'numpy' has no attribute 'foo'"},
        {"cv2.foo", "AttributeError: module 'cv2' has no attribute 'foo'"},
        {"img.foo", "AttributeError: 'numpy.ndarray' object has no attribute 'foo'"},
        {"np.sum(img, foo=1)", "TypeError: sum() got an unexpected keyword argument 'foo'"},
        {"np.add(img, img, out=img.T)",
         "ValueError: operands could not be broadcast together with shapes (100,100,3) (100,100,3) "
         "(3,100,100) "},
    });
  }

  TEST_CASE("aliases, arrays without elements and odd numbers do no harm") {
    check({
        {"np.diff(gray, n=10**9)", "a value"},
        {"float('1') in range(10**12)", "a value"},
        {"x = (1,)\nfor i in range(100): x = (x, x)\nx == x", "a value"},
        {"-1 >> 10**9", "a value"},
        {"9223372036854775807 + 1", "a value"},
        {"-9223372036854775808 // -1", "a value"},
        {"np.int64(2**62) * 4", "a value"},
        {"1e308 * 10 - 1e308 * 10", "a value"},
        {"abs(-2**63)", "a value"},
        {"range(10**18)[::-10**18]", "a value"},
        {"gray[::-9223372036854775808]", "a value"},
        {"gray[-9223372036854775808:]", "a value"},
        {"np.roll(gray, 2**63 - 1)", "a value"},
        {"np.left_shift(1, 10**6)", "a value"},
        {"np.array([-2**63]) // -1", "a value"},
        {"np.array([-2**63]) % -1", "a value"},
        {"cv2.Sobel(img, -1, 1, 0, ksize=31)", "a value"},
        {"cv2.circle(img, (5, 5), 10**5, (1, 2, 3), 30000)", "a value"},
        {"cv2.ellipse(img, (5, 5), (10**5, 10**5), 0, 0, 360, 255, 3)", "a value"},
        {"cv2.pow(gray.astype(np.float64), 10**9)", "a value"},
        {"cv2.add(np.zeros((30, 30, 600)), 1)", "a value"},
        {"a = gray\na[1:] += a[:-1]\na", "a value"},
        {"np.copyto(gray[1:], gray[:-1])", "a value"},
        {"gray[::-1][...] = gray", "a value"},
        {"np.add(gray[:-1], gray[1:], out=gray[1:])", "a value"},
        {"cv2.flip(img, 0, img)", "a value"},
        {"cv2.transpose(gray, gray)", "a value"},
        {"cv2.blur(img, (3, 3), img)", "a value"},
        {"cv2.add(img[1:], img[:-1], img[1:])", "a value"},
        {"np.zeros((0, 10**6, 10**6))", "a value"},
        {"np.zeros((0, 5)).mean()", "a value"},
        {"np.zeros((0, 0)) @ np.zeros((0, 5))", "a value"},
        {"np.linalg.inv(np.zeros((0, 0)))", "a value"},
        {"np.median(np.zeros(0))", "a value"},
        {"np.histogram(np.zeros(0))", "a value"},
        {"np.sort(np.zeros((0, 3)), axis=0)", "a value"},
        {"np.bincount(np.zeros(0, dtype=int))", "a value"},
        {"np.split(np.zeros(0), 3)", "a value"},
        {"np.einsum('ij,jk', np.zeros((0, 3)), np.zeros((3, 0)))", "a value"},
        {"cv2.threshold(gray[:0], 3, 4, 0)", "a value"},
        {"cv2.calcHist([gray[:0]], [0], None, [256], [0, 256])", "a value"},
        {"cv2.split(img[:0])", "a value"},
        {"cv2.hconcat([])", "a value"},
        {"cv2.moments(gray[:0])", "a value"},
        {"cv2.warpAffine(img, np.full((2, 3), np.nan), (5, 5))", "a value"},
        {"cv2.warpPerspective(img, np.zeros((3, 3)), (5, 5))", "a value"},
        {"cv2.remap(img, np.full((5, 5), np.nan, np.float32), np.full((5, 5), np.inf, np.float32), "
         "1)",
         "a value"},
        {"cv2.bilateralFilter(img, 9, np.nan, np.inf)", "a value"},
        {"np.array(np.nan).astype(int)", "a value"},
        {"np.zeros((2**40, 2**40))",
         "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
         "possible size."},
        {"np.zeros(3)[2**63 - 1]",
         "IndexError: index 9223372036854775807 is out of bounds for axis 0 with size 3"},
        {"np.zeros(-1)", "ValueError: negative dimensions are not allowed"},
        {"np.zeros((3, -1))", "ValueError: negative dimensions are not allowed"},
        {"np.zeros((0, 5)).max()",
         "ValueError: zero-size array to reduction operation maximum which has no identity"},
        {"np.argmax(np.zeros(0))", "ValueError: attempt to get argmax of an empty sequence"},
        {"np.percentile(np.zeros(0), 50)",
         "IndexError: cannot do a non-empty take from an empty axes."},
        {"np.fft.fft(np.zeros(0))", "ValueError: Invalid number of FFT data points (0) specified."},
        {"np.convolve(np.zeros(0), np.zeros(3))", "ValueError: v cannot be empty"},
        {"np.pad(np.zeros(0), 3, mode='reflect')",
         "ValueError: can't extend empty axis 0 using modes other than 'constant' or 'empty'"},
    });
  }

  TEST_CASE(
      "an array of many elements in little memory, or of none, is gone through at its price") {
    check({
        {"np.repeat(np.broadcast_to(img[0, 0, 0], (2**45,)), 0, axis=0)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.delete(np.broadcast_to(img[0, 0, 0], (2**45,)), 0)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.delete(np.broadcast_to(img[0, 0, 0], (2**30, 1)), 0, axis=0)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.delete(np.zeros((2**45, 0)), 0, axis=0)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.insert(np.zeros((2**45, 0)), [0, 1], 0, axis=0)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.fft.fftshift(np.zeros((2**45, 0)))",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.unique(np.zeros((2**45, 0)), axis=0)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.tril_indices(2**50, 0, 0)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.vander(np.zeros(0), 2**50)",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.polyval(np.broadcast_to(1, (2**45,)), np.zeros(0))",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.linalg.inv(np.zeros((2**45, 0, 0)))",
         "LimitExceeded: more work than the limit of about 0.1 seconds"},
        {"np.concatenate([np.zeros((2**57, 0))] * 99)",
         "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
         "possible size."},
        {"np.zeros((2**45, 0)) @ np.zeros((0, 0))", "a value"},
        {"np.zeros((0, 0)) @ np.zeros((0, 2**45))", "a value"},
        {"np.sort(np.zeros((0, 2**45)))", "LimitExceeded: more than 256 MB of memory"},
        {"np.sort(np.zeros((2**45, 0)))", "a value"},
        {"np.argsort(np.zeros((0, 2**45)))", "LimitExceeded: more than 256 MB of memory"},
        {"np.argsort(np.zeros((2**45, 0)))", "a value"},
        {"np.zeros((2**40, 2**40, 0))",
         "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
         "possible size."},
        {"np.broadcast_to(np.zeros((1, 1, 0)), (2**40, 2**40, 0))",
         "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
         "possible size."},
    });
  }

  TEST_CASE("places are never outside of what they index") {
    check({
        {"np.histogram2d([5.], [5.], bins=[[np.nan, np.nan, 5.]] * 2)",
         "NotSupported: `NaN` is not supported among the edges of `bins`"},
        {"np.histogram([5.], bins=[np.nan, 5.])",
         "NotSupported: `NaN` is not supported among the edges of `bins`"},
        {"np.histogram2d([5.], [5.], bins=[[], [1, 2]])",
         "IndexError: index -1 is out of bounds for axis 0 with size 0"},
        {"np.histogram2d([2**53], [2**53], bins=[[2**53 + 1], [2**53 + 1]])", "a value"},
        {"np.histogram2d([5.], [5.], bins=[[5.], [5.]])", "a value"},
        {"np.arange(9, dtype=np.uint8)[1:].view(np.float64).sum()", "a value"},
        {"np.sort(np.arange(17, dtype=np.uint8)[1:].view(np.float64))", "a value"},
        {"cv2.add(np.arange(33, dtype=np.uint8)[1:].view(np.float64), 1)", "a value"},
        {"np.ravel_multi_index(([3], [-1]), (0, 5), mode='clip')", "a value"},
        {"cv2.drawContours(img, [np.array([[0, 0], [5, 5], [0, 5]])], -1, 255, 1, 8, None, 1, "
         "(2**31 - 1, 2**31 - 1))",
         "LimitExceeded: coordinates beyond a million pixels"},
        {"cv2.findContours(gray, 0, 2, offset=(2**31 - 1, 2**31 - 1))",
         "LimitExceeded: coordinates beyond a million pixels"},
        {"list(range(2**62, 2**63 - 1, 2**62))", "a value"},
        {"range(0, 2**63 - 1, 2**62)[::2**62]", "a value"},
    });
  }

  TEST_CASE("an iterator that was used in part is not used again") {
    check({
        {"g = zip([1, 2], [3, 4])\n(1, 3) in g\nlist(g)",
         "NotSupported: `zip` is not supported once a part of it was used"},
        {"g = zip([1, 2], [3, 4])\nfor x in g: break\nlist(g)",
         "NotSupported: `zip` is not supported once a part of it was used"},
        {"g = zip([1, 2], [3, 4])\nfor x in g: list(g)",
         "NotSupported: `zip` is not supported once a part of it was used"},
        {"g = zip([1, 2], [3, 4])\nlist(zip(g, g))",
         "NotSupported: `zip` is not supported once a part of it was used"},
        {"g = (x for x in [1, 2])\nlist(zip(g, [1]))\nlist(g)",
         "NotSupported: `generator` is not supported once a part of it was used"},
        {"g = (x for x in [1, 2])\nany(g)\nlist(enumerate(g))",
         "NotSupported: `generator` is not supported once a part of it was used"},
        {"g = zip([1, 2], [3, 4])\nlist(g)\nlist(g)", "a value"},
    });
  }

  TEST_CASE("what holds each other ends without much stack, and nothing outlives what it needs") {
    check({
        {"x = 0\nfor i in range(100000):\n  x = slice(x)",
         "NotSupported: `slice` is not supported as a bound of a slice"},
        {"x = []\nfor i in range(100000):\n  x = map(x, [])",
         "TypeError: 'list' object is not callable"},
        {"x = []\nfor i in range(1000):\n  x = map(abs, x)",
         "RecursionError: maximum recursion depth exceeded"},
        {"def outer():\n  y = 5\n  def inner(): return y\n  return inner\n"
         "f = outer()\nouter = 0\nf()",
         "a value"},
        {"[lambda_ for lambda_ in [len, abs]]", "a value"},
        {"np.broadcast_to(1, (2**40,))",
         "LimitExceeded: an array of more than 16777216 elements as a value"},
        {"cv2.calcHist([np.float32(gray)], [0], None, [0], [0, 256])",
         "cv2.error: OpenCV(4.6.0) :-1: error: no bins in 'calcHist'"},
    });
  }

  TEST_CASE("functions do not pass from a setup to what runs after it") {
    const auto setup = Code::parse(
        "def f(): return 1\nops = [f]\ng = (x for x in [1])\nkeep = [1, [2]]\nn = (np, len)");
    REQUIRE(setup);
    const auto prepared = setup->prepare({});
    REQUIRE(prepared);
    REQUIRE(prepared->variables.size() == 1);
    CHECK(prepared->variables.front().first == "keep");
  }

  TEST_CASE("too much to copy for a run is a limit, too") {
    const auto setup = Code::parse("a = np.zeros(15 << 20, np.float64)");
    REQUIRE(setup);
    const auto prepared = setup->prepare({});
    REQUIRE(prepared);
    Inputs twice = *prepared;
    twice.variables.emplace_back("b", twice.variables.front().second);
    twice.variables.emplace_back("c", twice.variables.front().second);
    const auto outcome = Code::parse("1")->run(twice);
    REQUIRE(!outcome);
    CHECK(outcome.error().fault == ndarray::Fault::limit);
  }

  TEST_CASE("LAPACK gets only numbers that are finite") {
    check({
        {"np.linalg.svd(np.full((3, 3), np.nan))",
         "numpy.linalg.LinAlgError: SVD did not converge"},
        {"np.linalg.svd(np.full((3, 2), np.inf), compute_uv=False)",
         "numpy.linalg.LinAlgError: SVD did not converge"},
        {"np.linalg.pinv(np.full((3, 3), np.nan))",
         "numpy.linalg.LinAlgError: SVD did not converge"},
        {"np.linalg.eigh(np.full((3, 3), np.nan))",
         "numpy.linalg.LinAlgError: Eigenvalues did not converge"},
        {"np.linalg.eigvalsh(np.full((3, 3), np.inf))",
         "numpy.linalg.LinAlgError: Eigenvalues did not converge"},
        {"np.linalg.eigh(np.array([[1., np.nan], [2., 1.]]))", "a value"},
        {"np.linalg.eig(np.full((3, 3), np.nan))",
         "numpy.linalg.LinAlgError: Array must not contain infs or NaNs"},
        {"np.linalg.lstsq(np.full((3, 2), np.nan), np.zeros(3), rcond=None)",
         "numpy.linalg.LinAlgError: SVD did not converge in Linear Least Squares"},
        {"np.linalg.lstsq(np.ones((3, 2)), np.full(3, np.inf), rcond=None)", "a value"},
        {"np.linalg.solve(np.full((3, 3), np.nan), np.zeros(3))", "a value"},
        {"np.linalg.qr(np.full((3, 3), np.inf))", "a value"},
        {"np.linalg.det(np.full((3, 3), np.nan))", "a value"},
    });
  }
}

}  // namespace reference::evaluator
