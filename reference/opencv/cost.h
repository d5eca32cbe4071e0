// What filters, borders, warps and transforms cost, charged before OpenCV runs. OpenCV allocates
// their buffers where no budget sees it.
#pragma once

#include "reference/opencv/arguments.h"

namespace reference::opencv {

// A filter of rows and of columns; `weighted`: every weight is multiplied, else sums run along.
void charge_separable(const Arguments& a, const cv::Mat& src, cv::Size kernel, bool weighted);
// Every element of the window for every element of the image.
void charge_window(const Arguments& a, const cv::Mat& src, cv::Size kernel, double nanoseconds);
// Through Fourier transforms of blocks: filter2D with a large kernel, matchTemplate.
void charge_correlation(const Arguments& a, const cv::Mat& src, cv::Size kernel);
// The index of pixels beyond a border of `before` and `after` pixels: folded as often as it takes.
void charge_border(const Arguments& a, double extent, double before, double after);
// Fetching pixels at any place; folding borders do so step by step.
void charge_warp(const Arguments& a, const cv::Mat& src, double pixels, int interpolation,
                 int border);
// Discrete Fourier or cosine transform of rows and columns.
void charge_transform(const Arguments& a, const cv::Mat& src);
// `count` cubed.
void charge_cubic(const Arguments& a, double count, double nanoseconds);

}  // namespace reference::opencv
