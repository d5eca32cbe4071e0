#pragma once

#include "grader/yaml/node.h"
