#pragma once

#include "grader/exam/exam.h"
